//! The assignment problem: pairs rows with columns so that the sum of the costs is least.

/// For each row its column in the cheapest assignment; every row gets a column of its own.
///
/// `costs` has at least as many columns as rows. This is the Hungarian algorithm with potentials, rows one at a time.
pub fn cheapest(costs: &[Vec<f64>]) -> Vec<usize> {
    let n_columns = costs.first().map_or(0, Vec::len);
    let mut state = State {
        row_potentials: vec![0.0; costs.len()],
        column_potentials: vec![0.0; n_columns],
        row_of: vec![None; n_columns],
    };
    for row in 0..costs.len() {
        state.add(row, costs);
    }
    let mut column_of = vec![0; costs.len()];
    for (column, row) in state.row_of.into_iter().enumerate() {
        if let Some(row) = row {
            column_of[row] = column;
        }
    }
    column_of
}

struct State {
    row_potentials: Vec<f64>,
    column_potentials: Vec<f64>,
    row_of: Vec<Option<usize>>,
}

impl State {
    /// Gives one more row a column, moving others along the cheapest path where that is better.
    fn add(&mut self, row: usize, costs: &[Vec<f64>]) {
        let n = self.row_of.len();
        let mut slack = vec![f64::INFINITY; n];
        let mut came_from = vec![None; n];
        let mut reached = vec![false; n];
        let (mut column, mut here) = (None, row);
        loop {
            let mut next = None;
            for other in (0..n).filter(|&other| !reached[other]) {
                let cost =
                    costs[here][other] - self.row_potentials[here] - self.column_potentials[other];
                if cost < slack[other] {
                    slack[other] = cost;
                    came_from[other] = column;
                }
                if next.is_none_or(|best: usize| slack[other] < slack[best]) {
                    next = Some(other);
                }
            }
            let Some(next) = next else { return };
            self.shift(row, slack[next], &reached, &mut slack);
            reached[next] = true;
            column = Some(next);
            match self.row_of[next] {
                Some(taken_by) => here = taken_by,
                None => break,
            }
        }
        while let Some(end) = column {
            column = came_from[end];
            self.row_of[end] = column.map_or(Some(row), |before| self.row_of[before]);
        }
    }

    fn shift(&mut self, row: usize, by: f64, reached: &[bool], slack: &mut [f64]) {
        self.row_potentials[row] += by;
        for column in 0..reached.len() {
            if !reached[column] {
                slack[column] -= by;
                continue;
            }
            self.column_potentials[column] -= by;
            if let Some(taken_by) = self.row_of[column] {
                self.row_potentials[taken_by] += by;
            }
        }
    }
}
