/// Lists of units with their passwords: reads CSV, JSONL and Parquet of any size in bounded memory
/// and has them analysed. Front door: [org.proofmark.cli.population.ListAnalysis].
@NullMarked
package org.proofmark.cli.population;

import org.jspecify.annotations.NullMarked;
