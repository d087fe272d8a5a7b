/// # Which questions can be asked of an ensemble, and what is an answer?
///
/// A [org.nnft.study.Study] is an entry of an experiment file's `studies`. Correlators and the free field are
/// answered for every ensemble; each other study is an [org.nnft.study.Study.Investigation]: one record whose
/// components are its settings, which looks at a [org.nnft.study.Subject] (all ensembles with what was measured
/// and what is known exactly, [org.nnft.study.Theory]) and returns [org.nnft.study.Findings]: sentences, warnings,
/// and exhibits (formulas, tables, figures) that any program can show. Long work goes to a
/// [org.nnft.study.Workbench], in numbered units that survive interruptions.
///
/// An investigation only asks and tells; the physics is in the rooms above. Depends on all of them.
package org.nnft.study;
