//! A stream of bits, the lowest first (RFC 1951 3.1.1).

/// Bits in the making.
#[derive(Debug, Default)]
pub struct Bits {
    bytes: Vec<u8>,
    held: u64,
    /// How many are held; fewer than 32 between two calls.
    count: u32,
}

impl Bits {
    /// Bits that begin with whole bytes and some more.
    pub fn begin(bytes: &[u8], (held, count): (u64, u32), room: usize) -> Self {
        let mut all = Vec::with_capacity(bytes.len() + room);
        all.extend_from_slice(bytes);
        Self { bytes: all, held, count }
    }

    /// Appends up to 32 bits.
    #[inline]
    pub fn push(&mut self, bits: u32, count: u32) {
        self.held |= u64::from(bits) << self.count;
        self.count += count;
        self.flush();
    }

    /// Appends a symbol: its bits and their number, 15 at most.
    #[inline]
    pub fn symbol(&mut self, (bits, count): (u16, u8)) {
        self.push(u32::from(bits), u32::from(count));
    }

    /// Appends two symbols.
    #[inline]
    pub fn two(&mut self, one: (u16, u8), other: (u16, u8)) {
        let bits = u32::from(one.0) | u32::from(other.0) << one.1;
        self.push(bits, u32::from(one.1) + u32::from(other.1));
    }

    /// Appends what another stream holds.
    pub fn append(&mut self, bytes: &[u8], (held, count): (u64, u32)) {
        let mut words = bytes.chunks_exact(4);
        for word in &mut words {
            self.push(u32::from_le_bytes([word[0], word[1], word[2], word[3]]), 32);
        }
        for byte in words.remainder() {
            self.push(u32::from(*byte), 8);
        }
        self.push(held as u32, count);
    }

    #[inline]
    fn flush(&mut self) {
        if self.count >= 32 {
            self.bytes.extend_from_slice(&(self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    /// The whole bytes, and what is left of them: the bits, fewer than 32, and their number.
    pub fn parts(self) -> (Vec<u8>, (u64, u32)) {
        (self.bytes, (self.held, self.count))
    }

    /// The bytes, the last filled with zeros.
    pub fn finish(mut self) -> Vec<u8> {
        while self.count > 0 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count = self.count.saturating_sub(8);
        }
        self.bytes
    }
}
