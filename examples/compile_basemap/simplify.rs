//! Lines with no more points than a level of detail can show.

use mapalabra::geo::WorldPoint;

use crate::Line;

/// The line with no more points than needed to stay within the tolerance.
pub fn line(line: &[WorldPoint], tolerance: f64) -> Line {
    let mut keep = vec![false; line.len()];
    let mut spans = vec![(0, line.len().saturating_sub(1))];
    while let Some((from, to)) = spans.pop() {
        if line.is_empty() {
            break;
        }
        (keep[from], keep[to]) = (true, true);
        let furthest = (from + 1..to)
            .map(|i| (i, distance(line[i], line[from], line[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((middle, away)) = furthest
            && away > tolerance
        {
            spans.extend([(from, middle), (middle, to)]);
        }
    }
    let kept = line.iter().zip(keep).filter(|(_, keep)| *keep);
    kept.map(|(&point, _)| point).collect()
}

/// The ring likewise, without repeating its first point. Where it runs along the edge of the world, it goes on doing so.
pub fn ring(ring: &[WorldPoint], tolerance: f64) -> Line {
    let mut ring = ring.to_vec();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let is_on_edge =
        |point: WorldPoint| [point.x, point.y].iter().any(|&at| at <= 0.0 || at >= 1.0);
    let mut fixed: Vec<usize> = (0..ring.len()).filter(|&at| is_on_edge(ring[at])).collect();
    if fixed.len() < 2 {
        let Some(first) = ring.first().copied() else {
            return Line::new();
        };
        let away = |at: usize| (ring[at].x - first.x).hypot(ring[at].y - first.y);
        let far = (0..ring.len()).max_by(|&a, &b| away(a).total_cmp(&away(b)).then(b.cmp(&a)));
        fixed = vec![0, far.unwrap_or_default()];
    }
    let start = fixed[0];
    ring.rotate_left(start);
    let closed: Line = ring.iter().chain(ring.first()).copied().collect();
    let ends = fixed.iter().map(|at| at - start).chain([ring.len()]);
    let mut kept = Line::new();
    for (from, to) in ends.clone().zip(ends.skip(1)) {
        kept.extend(line(&closed[from..=to], tolerance));
        kept.pop();
    }
    kept
}

fn distance(point: WorldPoint, from: WorldPoint, to: WorldPoint) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (px, py) = (point.x - from.x, point.y - from.y);
    let square = dx * dx + dy * dy;
    let t = if square > 0.0 {
        ((px * dx + py * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (px - dx * t).hypot(py - dy * t)
}
