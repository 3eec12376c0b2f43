package io.vmm4j.testkit.internal.vmd;

import java.util.List;
import java.util.Optional;

/**
 * The options that vmd(8) was started with.
 *
 * @param file the file of {@code -f}; empty for the default one
 * @param macros the definitions of {@code -D}
 */
public record VmdOptions(Optional<String> file, List<String> macros) {

    /** No options. */
    public static final VmdOptions NONE = new VmdOptions(Optional.empty(), List.of());

    public VmdOptions {
        macros = List.copyOf(macros);
    }
}
