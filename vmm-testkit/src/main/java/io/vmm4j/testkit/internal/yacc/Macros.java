package io.vmm4j.testkit.internal.yacc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The macros of a configuration file. Those of the command line stay from file to file and win over a file's own. */
public final class Macros {

    private final Map<String, Macro> byName = new LinkedHashMap<>();

    private static final class Macro {

        private final String value;
        private final boolean ofCommandLine;
        private boolean used;

        private Macro(String value, boolean ofCommandLine) {
            this.value = value;
            this.ofCommandLine = ofCommandLine;
        }
    }

    /** Takes a definition that a file has. */
    public void defineInFile(String name, String value) {
        define(name, new Macro(value, false));
    }

    /** Takes a definition of the command line. */
    public void defineOnCommandLine(String name, String value) {
        define(name, new Macro(value, true));
    }

    private void define(String name, Macro macro) {
        Macro before = byName.get(name);
        if (before == null || !before.ofCommandLine) {
            byName.remove(name);
            byName.put(name, macro);
        }
    }

    /** The value of a macro that is referred to. */
    public Optional<String> use(String name) {
        Macro macro = byName.get(name);
        if (macro == null) {
            return Optional.empty();
        }
        macro.used = true;
        return Optional.of(macro.value);
    }

    /** Forgets the file's own macros, and names the unused ones. */
    public List<String> endFile() {
        List<String> unused = new ArrayList<>();
        byName.forEach((name, macro) -> {
            if (!macro.used) {
                unused.add(name);
            }
        });
        byName.values().removeIf(macro -> !macro.ofCommandLine);
        return unused;
    }
}
