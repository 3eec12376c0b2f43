package io.vmm4j.testkit.internal.fidelity;

import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The states in which transcripts were captured: how a fresh host comes into them. */
final class Scenes {

    private final Map<String, Consumer<Stage>> settings = new TreeMap<>();

    /** Transcripts with the same state. */
    Scenes add(Consumer<Stage> setting, String... transcripts) {
        for (String transcript : transcripts) {
            if (settings.put(transcript, setting) != null) {
                throw new IllegalArgumentException("two scenes for " + transcript);
            }
        }
        return this;
    }

    Map<String, Consumer<Stage>> all() {
        return settings;
    }
}
