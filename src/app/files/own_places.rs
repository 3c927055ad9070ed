//! The gazetteer that articles are read with: the program's, with the person's own places over it where they chose a file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::always::Pending;
use super::changes::Stamp;
use crate::gazetteer::own::{self, OwnError};
use crate::gazetteer::{AssetError, Gazetteer};
use crate::load::{self, LoadError};

/// Why a file of own places cannot be used; worded as on the command line.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnPlacesError {
    /// It cannot be read.
    #[error(transparent)]
    File(Arc<LoadError>),
    /// What it holds makes no sense.
    #[error("{path}: {error}")]
    Places {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: Arc<OwnError>,
    },
}

/// A gazetteer to read an article with.
#[derive(Clone, Debug)]
pub struct Places {
    /// The places.
    pub gazetteer: Arc<Gazetteer>,
    /// Names that are no places, by what the person always says.
    pub no_places: Arc<BTreeSet<String>>,
    /// Why the person's own ones are not among them, if they should be.
    pub problem: Option<OwnPlacesError>,
}

/// The gazetteer, built once for each state of the file. Copies share what has been built.
#[derive(Clone, Debug, Default)]
pub struct OwnPlaces {
    file: Option<PathBuf>,
    /// The table of what names always mean, which need not be there.
    always: Option<PathBuf>,
    /// What is still to be written to that table.
    pending: Pending,
    built: Arc<Mutex<Option<Built>>>,
}

#[derive(Debug)]
struct Built {
    file: Option<PathBuf>,
    stamps: [Option<Stamp>; 2],
    places: Places,
}

impl OwnPlaces {
    /// With the places of this file, or with none.
    pub fn of(file: Option<PathBuf>) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// With what a table says that names always mean, where there is such a table.
    pub fn with_always(self, always: Option<PathBuf>, pending: Pending) -> Self {
        Self {
            always,
            pending,
            ..self
        }
    }

    /// The file that the person chose.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The gazetteer. A file that cannot be used leaves the program's places, and says why. May take seconds where the
    /// file is large.
    ///
    /// # Errors
    /// When the gazetteer inside the program is damaged.
    pub fn places(&self) -> Result<Places, AssetError> {
        self.pending.wait();
        let files = [self.file.as_deref(), self.always.as_deref()];
        let stamps = files.map(|file| file.and_then(Stamp::of));
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let known = built
            .as_ref()
            .filter(|built| built.file == self.file && built.stamps == stamps);
        if let Some(known) = known {
            return Ok(known.places.clone());
        }
        let always = self.always.as_deref().filter(|_| stamps[1].is_some());
        let places = build([always, self.file()])?;
        *built = Some(Built {
            file: self.file.clone(),
            stamps,
            places: places.clone(),
        });
        Ok(places)
    }
}

/// The program's places with those of the files over them; a file that cannot be used is told and left out.
fn build(files: [Option<&Path>; 2]) -> Result<Places, AssetError> {
    let gazetteer = Gazetteer::embedded()?;
    let (mut own_places, mut no_places) = (Vec::new(), BTreeSet::new());
    let (mut problem, mut last) = (None, None);
    for file in files.into_iter().flatten() {
        match read(file) {
            Ok((places, names)) => {
                last = (!places.is_empty()).then_some(file).or(last);
                own_places.extend(places);
                no_places.extend(names);
            }
            Err(error) => problem = Some(error),
        }
    }
    let places = |gazetteer, problem| Places {
        gazetteer: Arc::new(gazetteer),
        no_places: Arc::new(no_places),
        problem,
    };
    let Some(file) = last else {
        return Ok(places(gazetteer, problem));
    };
    Ok(match own::over(&gazetteer, own_places) {
        Ok(with_own) => places(with_own, problem),
        Err(error) => places(gazetteer, Some(in_file(file, error))),
    })
}

/// The places of a file, and the names that it says are none.
fn read(file: &Path) -> Result<(Vec<own::OwnPlace>, Vec<String>), OwnPlacesError> {
    let text = load::read_gazetteer(file).map_err(|error| OwnPlacesError::File(error.into()))?;
    own::read(&text)
        .and_then(|places| Ok((places, own::no_places(&text)?)))
        .map_err(|error| in_file(file, error))
}

fn in_file(file: &Path, error: OwnError) -> OwnPlacesError {
    OwnPlacesError::Places {
        path: file.display().to_string(),
        error: error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_places_are_read_again_only_when_their_file_changes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mis-lugares.csv");
        std::fs::write(&file, "nombre;lat;lon\nCortijo del Aljibe;37,21;-3,94\n").unwrap();
        let own = OwnPlaces::of(Some(file.clone()));
        let first = own.places().unwrap();
        assert!(first.problem.is_none());
        assert_eq!(first.gazetteer.search("cortijo del aljibe", 1).len(), 1);
        let again = own.clone().places().unwrap();
        assert!(Arc::ptr_eq(&first.gazetteer, &again.gazetteer));
        std::fs::write(&file, "nombre;lat\n").unwrap();
        let broken = own.places().unwrap();
        let said = broken.problem.unwrap().to_string();
        assert!(said.contains("mis-lugares.csv"), "{said}");
        assert!(!broken.gazetteer.search("Lima", 1).is_empty());
    }

    #[test]
    fn a_file_that_is_not_there_leaves_the_programs_places() {
        let own = OwnPlaces::of(Some("/nowhere/mis-lugares.csv".into()));
        let places = own.places().unwrap();
        assert!(places.problem.unwrap().to_string().contains("no such file"));
        assert!(!places.gazetteer.search("Lima", 1).is_empty());
    }
}
