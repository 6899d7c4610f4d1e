package org.proofmark.credential.population;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Identifiers of a unit that are read only when somebody asks: one of millions of rows, of which a
/// finding's test wants one or two. Cannot be changed through this map, and a unit takes it as it
/// is; it says the same only as long as what it reads from does.
public abstract class UnitFields extends AbstractMap<String, String> {
    /// A field's value; empty where the unit has none.
    protected abstract Optional<String> value(String name);

    /// Fields that it may have.
    protected abstract List<String> names();

    @Override
    public @Nullable String get(Object name) {
        return name instanceof String text ? value(text).orElse(null) : null;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        var all = new LinkedHashMap<String, String>();
        names().forEach(name -> value(name).ifPresent(value -> all.put(name, value)));
        return Map.copyOf(all).entrySet();
    }
}
