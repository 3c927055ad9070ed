//! What can be wrong with a compiled gazetteer.

/// Why bytes could not be opened as a gazetteer, with the way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AssetError {
    /// The bytes do not begin as a gazetteer does.
    #[error(
        "not a gazetteer: the file does not begin with \"MPLGAZET\"; give a file that the compile_gazetteer example wrote"
    )]
    NotAGazetteer,
    /// The bytes were written by another edition of the program.
    #[error(
        "gazetteer has format {found}, this build reads format {expected}; rebuild it with the compile_gazetteer example of this version"
    )]
    Version {
        /// Format of the file.
        found: u32,
        /// Format this build reads.
        expected: u32,
    },
    /// The file is shorter or longer than it says.
    #[error(
        "gazetteer has {found} bytes where it should have {expected}; copy it again or rebuild it with the compile_gazetteer example"
    )]
    Length {
        /// Bytes there are.
        found: u64,
        /// Bytes the header promises.
        expected: u64,
    },
    /// The content is not what was written.
    #[error(
        "gazetteer is damaged: checksum {found:08x}, expected {expected:08x}; copy it again or rebuild it with the compile_gazetteer example"
    )]
    Checksum {
        /// Checksum of the content.
        found: u32,
        /// Checksum in the header.
        expected: u32,
    },
    /// A part of the file contradicts the rest.
    #[error(
        "gazetteer is damaged: {part} cannot be read; rebuild it with the compile_gazetteer example"
    )]
    Section {
        /// The part that cannot be read.
        part: &'static str,
    },
}
