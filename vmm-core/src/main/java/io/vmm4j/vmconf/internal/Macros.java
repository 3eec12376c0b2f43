package io.vmm4j.vmconf.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The macros defined so far; one that is defined again counts as new, and unused. */
final class Macros {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();

    void define(String name, String value) {
        values.remove(name);
        unused.remove(name);
        values.put(name, value);
        unused.add(name);
    }

    Optional<String> use(String name) {
        unused.remove(name);
        return Optional.ofNullable(values.get(name));
    }

    Map<String, String> values() {
        return values;
    }

    Set<String> unused() {
        return unused;
    }
}
