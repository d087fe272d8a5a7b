/// # On disk
///
/// Everything is written under a temporary name and then moved, so that a file is whole or absent
/// ([org.nnft.io.AtomicFile]).
///
/// | what | format |
/// |------|--------|
/// | arrays, ours and others' | NumPy `.npy`, `.npz` ([org.nnft.io.Npy], [org.nnft.io.Npz]) |
/// | ensembles made elsewhere | [org.nnft.io.NpySamples], memory-mapped |
/// | power sums of finished blocks | [org.nnft.io.BlockFile], named after the run and check-summed |
///
/// JSON is written by the program, since this library depends on Hipparchus only. Depends on `ensemble`.
package org.nnft.io;
