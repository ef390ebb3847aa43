//! A font for tests: every character that is asked for is a box, as wide as Chinese fonts have it.

use gongwen::layout::advance::is_full_width;

/// Units of the em.
const EM: u16 = 1000;

/// A TrueType font with these characters.
pub fn font(characters: impl IntoIterator<Item = char>) -> Vec<u8> {
    let mut characters: Vec<char> = characters.into_iter().collect();
    characters.sort_unstable();
    characters.dedup();
    let count = characters.len() as u16 + 1;
    let glyph = outline();
    let mut glyf = Vec::new();
    let mut loca = vec![0u32];
    let mut hmtx = words(&[EM, 0]);
    loca.push(0);
    for c in &characters {
        glyf.extend(&glyph);
        loca.push(glyf.len() as u32);
        hmtx.extend(words(&[if is_full_width(*c) { EM } else { EM / 2 }, 0]));
    }
    let loca: Vec<u8> = loca.iter().flat_map(|at| at.to_be_bytes()).collect();
    let mut head = Vec::new();
    head.extend(0x0001_0000u32.to_be_bytes());
    head.extend([0; 8]);
    head.extend(0x5F0F_3CF5u32.to_be_bytes());
    head.extend(words(&[0, EM]));
    head.extend([0; 16]);
    head.extend(words(&[0, 0, EM, EM, 0, 8, 2, 1, 0]));
    let mut maxp = 0x0001_0000u32.to_be_bytes().to_vec();
    maxp.extend(words(&[count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
    let mut hhea = 0x0001_0000u32.to_be_bytes().to_vec();
    hhea.extend(words(&[880, 65416, 0, EM, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, count]));
    let tables: [(&[u8; 4], Vec<u8>); 8] = [
        (b"cmap", cmap(&characters)),
        (b"glyf", glyf),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
        (b"name", name("Box")),
    ];
    let mut font = 0x0001_0000u32.to_be_bytes().to_vec();
    font.extend(words(&[tables.len() as u16, 128, 3, 0]));
    let mut at = 12 + 16 * tables.len();
    let mut bodies = Vec::new();
    for (tag, table) in &tables {
        font.extend_from_slice(&tag[..]);
        font.extend([0; 4]);
        font.extend((at as u32).to_be_bytes());
        font.extend((table.len() as u32).to_be_bytes());
        bodies.extend(table);
        bodies.resize(bodies.len().next_multiple_of(4), 0);
        at = 12 + 16 * tables.len() + bodies.len();
    }
    font.extend(bodies);
    font
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

/// A box, four points of one contour.
fn outline() -> Vec<u8> {
    let mut glyph = words(&[1, 50, 0, 450, 700, 3, 0]);
    glyph.extend([1; 4]);
    // Steps from point to point, across and then up.
    let step = |value: i16| value.to_be_bytes();
    glyph.extend([50, 400, 0, -400].into_iter().flat_map(step));
    glyph.extend([0, 0, 700, 0].into_iter().flat_map(step));
    glyph.resize(glyph.len().next_multiple_of(4), 0);
    glyph
}

/// Characters → glyphs from 1 on, in their order.
fn cmap(characters: &[char]) -> Vec<u8> {
    let mut groups = Vec::new();
    for (glyph, c) in (1u32..).zip(characters) {
        let code = u32::from(*c);
        groups.extend([code, code, glyph].into_iter().flat_map(u32::to_be_bytes));
    }
    let mut table = words(&[0, 1, 3, 10]);
    table.extend(12u32.to_be_bytes());
    table.extend(words(&[12, 0]));
    table.extend((16 + groups.len() as u32).to_be_bytes());
    table.extend(0u32.to_be_bytes());
    table.extend((characters.len() as u32).to_be_bytes());
    table.extend(groups);
    table
}

/// The font's PostScript name.
fn name(text: &str) -> Vec<u8> {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut table = words(&[0, 1, 18, 3, 1, 0x409, 6, bytes.len() as u16, 0]);
    table.extend(bytes);
    table
}
