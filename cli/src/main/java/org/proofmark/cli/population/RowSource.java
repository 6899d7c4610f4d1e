package org.proofmark.cli.population;

/// A list's rows, as often as they are wanted.
interface RowSource {
    /// Takes rows as they come.
    interface Sink {
        /// A row that could be read. After the call the object may be another row:
        /// [ListRow#alone()] is for those who keep it.
        void row(ListRow row);

        /// A row that could not.
        void malformed(long line, String what);

        /// So much of the list was read: 0 to 1.
        void progress(double part);
    }

    /// Reads the list from its beginning to its end.
    void read(Sink sink);
}
