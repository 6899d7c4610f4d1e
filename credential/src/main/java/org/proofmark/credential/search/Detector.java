package org.proofmark.credential.search;

import java.util.List;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.Study;

/// One kind of search. Pure: the same study gives the same findings.
@FunctionalInterface
public interface Detector {
    /// What it found, the strongest first.
    ///
    /// @param trials told of every transform that is tried
    List<PopulationFinding> look(Study study, Trials trials);
}
