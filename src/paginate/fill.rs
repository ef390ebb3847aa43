//! Atoms → pages. A page is filled from above; what does not fit begins the next one, with what is kept together with
//! it. Where a whole page is kept together, the page ends where it is full, as in Word.

use crate::paginate::atoms::{Atom, Atoms, Kind};
use crate::paginate::{Page, Pages, PlacedBox, PlacedLine};
use crate::profile::style::{PageGeometry, Profile};
use crate::profile::units::Twip;

/// Adds the pages of a section.
pub fn fill(all: &Atoms, section: usize, landscape: bool, profile: &Profile, pages: &mut Pages) {
    let geometry = if landscape { &profile.landscape } else { &profile.page };
    let atoms = all.list.as_slice();
    let mut from = 0;
    loop {
        let mut sheet = Sheet::new(geometry);
        let heads = heads_before(atoms, from);
        for head in &heads {
            sheet.place(&atoms[*head]);
        }
        let mut end = from;
        while end < atoms.len() && (end == from || !atoms[end].begins_page) && sheet.place(&atoms[end]) {
            end += 1;
        }
        if end == from && end < atoms.len() {
            // Higher than a page: it stands alone, and runs over the foot.
            sheet.force(&atoms[end]);
            end += 1;
        } else if end < atoms.len() && !atoms[end].begins_page {
            end = legal_end(atoms, from, end);
        }
        let repeated = heads.iter().map(|head| (true, &atoms[*head]));
        let own = atoms[from..end].iter().map(|atom| (false, atom));
        pages.push_page(all, repeated.chain(own), section, landscape, geometry);
        from = end;
        if from >= atoms.len() {
            return;
        }
    }
}

/// The head rows that are repeated above the atom at `from`: those of the table that goes on there.
fn heads_before(atoms: &[Atom], from: usize) -> Vec<usize> {
    let Some(Kind::Row(table)) = atoms.get(from).map(|atom| &atom.kind) else { return Vec::new() };
    let is_head = |index: &usize| matches!(&atoms[*index].kind, Kind::Head(of) if of == table);
    let goes_on = from > 0 && matches!(&atoms[from - 1].kind, Kind::Row(of) if of == table);
    if goes_on { (0..from).filter(is_head).collect() } else { Vec::new() }
}

/// The last place up to `end` where a page may end.
fn legal_end(atoms: &[Atom], from: usize, end: usize) -> usize {
    (from + 1..=end).rev().find(|at| !atoms[at - 1].keep).unwrap_or(end)
}

/// A page that is being filled.
struct Sheet {
    y: i32,
    /// 段后 of the paragraph above.
    after: i32,
    top: i32,
    bottom: i32,
    /// Fixed paragraphs: top and bottom.
    frames: Vec<(i32, i32)>,
}

impl Sheet {
    fn new(geometry: &PageGeometry) -> Self {
        let top = geometry.top.0;
        Self { y: top, after: 0, top, bottom: geometry.height.0 - geometry.bottom.0, frames: Vec::new() }
    }

    /// Where the next atom would stand: below the one above, 段前 and 段后 between them, and below what is fixed to the page.
    fn next(&self, atom: &Atom) -> i32 {
        let height = atom.height;
        let hits = |y: i32| {
            let under = self.frames.iter().filter(|(top, bottom)| y < *bottom && y + height > *top);
            under.map(|(_, bottom)| *bottom).max()
        };
        let mut y = self.y;
        if y > self.top {
            y += self.after.max(atom.space.0);
        }
        while let Some(below) = hits(y) {
            y = below;
        }
        y
    }

    /// Sets an atom, if there is room for it.
    fn place(&mut self, atom: &Atom) -> bool {
        match &atom.kind {
            Kind::Frame { top, bottom } => self.frames.push((*top, *bottom)),
            Kind::Foot { height } => {
                if self.y + atom.height > self.bottom || self.y > self.bottom - height {
                    return false;
                }
                self.y += atom.height;
            }
            Kind::Line | Kind::Head(_) | Kind::Row(_) | Kind::Drawing => {
                let y = self.next(atom);
                if y + atom.height > self.bottom {
                    return false;
                }
                self.y = y + atom.height;
                self.after = atom.space.1;
            }
        }
        true
    }

    /// Where something lies that runs over the foot: so many pages further on, and there so far from the top.
    fn fold(&self, top: i32, height: i32) -> (usize, i32) {
        let (mut over, mut top) = (0, top);
        while top + height > self.bottom && top > self.top {
            over += 1;
            top = (top - (self.bottom - self.top)).max(self.top);
        }
        (over, top)
    }

    /// Sets an atom that no page has room for.
    fn force(&mut self, atom: &Atom) {
        self.y += atom.height;
    }
}

impl Pages {
    /// Adds a page with these atoms, and further ones for what runs over its foot.
    fn push_page<'a>(
        &mut self,
        all: &Atoms,
        atoms: impl Iterator<Item = (bool, &'a Atom)>,
        section: usize,
        landscape: bool,
        geometry: &PageGeometry,
    ) {
        let first = self.pages.len();
        let mut sheet = Sheet::new(geometry);
        let mut filled = sheet.y;
        for (repeated, atom) in atoms {
            let top = match &atom.kind {
                Kind::Frame { top, .. } => *top,
                Kind::Foot { height } => sheet.bottom - height,
                Kind::Drawing | Kind::Line | Kind::Head(_) | Kind::Row(_) => sheet.next(atom),
            };
            let fits = sheet.place(atom);
            if !fits {
                sheet.force(atom);
            }
            if !matches!(atom.kind, Kind::Foot { .. }) {
                filled = sheet.y;
            }
            let height = match atom.kind {
                Kind::Row(_) | Kind::Head(_) | Kind::Drawing => Some(atom.height),
                Kind::Foot { height } => Some(height),
                Kind::Line | Kind::Frame { .. } => None,
            };
            if let Some(height) = height {
                let (over, top) = if fits { (0, top) } else { sheet.fold(top, height) };
                let (block, row) = atom.of;
                let (page, top, height) = (first + over, Twip(top), Twip(height));
                self.boxes.push(PlacedBox { page, section, block, row, top, height });
            }
            for text in all.texts_of(atom) {
                let top = top + text.top;
                let (over, top) = if fits { (0, top) } else { sheet.fold(top, text.height) };
                self.lines.push(PlacedLine {
                    page: first + over,
                    of: text.of,
                    line: text.line,
                    top: Twip(top),
                    height: Twip(text.height),
                    left: Twip(geometry.left.0 + text.left),
                    room: Twip(text.room),
                    repeated,
                });
            }
        }
        let (over, last) = sheet.fold(filled, 0);
        for extra in 0..=over {
            let filled = Twip(if extra < over { sheet.bottom } else { last });
            self.pages.push(Page { section, landscape, number: first + extra + 1, numbered: true, filled });
        }
    }
}
