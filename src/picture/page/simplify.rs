//! Lines with fewer points, after Douglas and Peucker: no point that is left out lay further from the line than allowed.

use crate::geo::Px;

/// The line with only the points that it needs; its ends stay.
pub(super) fn simplified(points: &[Px], tolerance: f32) -> Vec<Px> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let last = points.len() - 1;
    let mut is_kept = vec![false; points.len()];
    (is_kept[0], is_kept[last]) = (true, true);
    let mut stretches = vec![(0, last)];
    while let Some((from, to)) = stretches.pop() {
        if let Some((at, distance)) = furthest(points, from, to)
            && distance > tolerance
        {
            is_kept[at] = true;
            stretches.extend([(from, at), (at, to)]);
        }
    }
    let kept = points.iter().zip(is_kept).filter(|(_, is_kept)| *is_kept);
    kept.map(|(point, _)| *point).collect()
}

/// The point between two others that lies furthest from the line between them, and how far.
fn furthest(points: &[Px], from: usize, to: usize) -> Option<(usize, f32)> {
    let (start, end) = (points[from], points[to]);
    (from + 1..to)
        .map(|at| (at, distance(points[at], start, end)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

/// How far a point lies from the stretch between two others.
fn distance(point: Px, start: Px, end: Px) -> f32 {
    let along = end - start;
    let square = along.dot(along);
    if square == 0.0 {
        return (point - start).length();
    }
    let share = ((point - start).dot(along) / square).clamp(0.0, 1.0);
    (point - (start + along * share)).length()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_bends_the_line_is_kept() {
        let points = [
            (0.0, 0.0),
            (5.0, 0.2),
            (10.0, 0.0),
            (10.0, 9.0),
            (10.1, 20.0),
        ];
        let points = points.map(|(x, y)| Px::new(x, y));
        let kept = simplified(&points, 0.5);
        assert_eq!(kept, [points[0], points[2], points[4]]);
        assert_eq!(simplified(&points, 0.0), points);
        assert_eq!(simplified(&[], 1.0), []);
    }

    #[test]
    fn a_ring_does_not_shrink_to_a_point() {
        let ring = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0)].map(|(x, y)| Px::new(x, y));
        assert_eq!(simplified(&ring, 1.0).len(), 4);
    }
}
