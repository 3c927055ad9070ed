//! Rings and lines cut at the edges of a square (Sutherland and Hodgman).

use mapalabra::geo::WorldPoint;

use crate::Line;

/// A square from one corner to the other.
#[derive(Clone, Copy)]
pub struct Window {
    pub min: WorldPoint,
    pub max: WorldPoint,
}

/// One edge of a window.
#[derive(Clone, Copy)]
struct Edge {
    is_vertical: bool,
    at: f64,
    /// Whether what lies beyond it (east or south) is inside.
    keeps_beyond: bool,
}

impl Edge {
    fn along(self, point: WorldPoint) -> f64 {
        if self.is_vertical { point.x } else { point.y }
    }

    fn keeps(self, point: WorldPoint) -> bool {
        if self.keeps_beyond {
            self.along(point) >= self.at
        } else {
            self.along(point) <= self.at
        }
    }

    /// Where the way between two points crosses it: the same point in both directions.
    fn crossing(self, one: WorldPoint, other: WorldPoint) -> WorldPoint {
        let (from, to) = if (one.x, one.y) < (other.x, other.y) {
            (one, other)
        } else {
            (other, one)
        };
        let t = (self.at - self.along(from)) / (self.along(to) - self.along(from));
        if self.is_vertical {
            WorldPoint::new(self.at, from.y + (to.y - from.y) * t)
        } else {
            WorldPoint::new(from.x + (to.x - from.x) * t, self.at)
        }
    }
}

impl Window {
    fn edges(self) -> [Edge; 4] {
        let edge = |is_vertical, at, keeps_beyond| Edge {
            is_vertical,
            at,
            keeps_beyond,
        };
        [
            edge(true, self.min.x, true),
            edge(true, self.max.x, false),
            edge(false, self.min.y, true),
            edge(false, self.max.y, false),
        ]
    }

    /// The part of a ring within it, run along its edges where the ring leaves it; empty without any.
    pub fn ring(self, ring: &[WorldPoint]) -> Line {
        let mut ring = ring.to_vec();
        for edge in self.edges() {
            let mut kept = Line::new();
            for (at, &point) in ring.iter().enumerate() {
                let before = ring[(at + ring.len() - 1) % ring.len()];
                if edge.keeps(before) != edge.keeps(point) {
                    kept.push(edge.crossing(before, point));
                }
                if edge.keeps(point) {
                    kept.push(point);
                }
            }
            ring = kept;
        }
        ring
    }

    /// The parts of a line within it.
    pub fn line(self, line: &[WorldPoint]) -> Vec<Line> {
        let mut lines = vec![line.to_vec()];
        for edge in self.edges() {
            lines = lines.iter().flat_map(|line| cut(edge, line)).collect();
        }
        lines
    }
}

fn cut(edge: Edge, line: &[WorldPoint]) -> Vec<Line> {
    let mut parts = vec![Line::new()];
    for (at, &point) in line.iter().enumerate() {
        let before = line[at.saturating_sub(1)];
        if edge.keeps(before) != edge.keeps(point) {
            let crossing = edge.crossing(before, point);
            match parts.last_mut() {
                Some(part) if edge.keeps(before) => {
                    part.push(crossing);
                    parts.push(Line::new());
                }
                Some(part) => part.push(crossing),
                None => {}
            }
        }
        if let Some(part) = parts.last_mut().filter(|_| edge.keeps(point)) {
            part.push(point);
        }
    }
    parts.retain(|part| part.len() > 1);
    parts
}
