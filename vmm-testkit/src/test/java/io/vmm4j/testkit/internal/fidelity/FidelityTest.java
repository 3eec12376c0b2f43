package io.vmm4j.testkit.internal.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Holds the simulated host against transcripts of a real one: standard output, standard error and exit status, byte for byte. */
class FidelityTest {

    private static final Scenes SCENES = new Scenes();

    static {
        VmctlStartScenes.addTo(SCENES);
        VmctlScenes.addTo(SCENES);
        HostScenes.addTo(SCENES);
        NetworkScenes.addTo(SCENES);
        PfScenes.addTo(SCENES);
    }

    /** What is not simulated. A transcript that is neither here nor has a scene fails the test, and so does one that is both. */
    private static final Map<String, Set<String>> NOT_COVERED = Map.of(
            "no fstat(1)",
            Set.of("base-background-holds-channel"),
            "inside a guest, or a dialogue and no command",
            Set.of(
                    "console-autoinstall",
                    "console-bnet-no-answer",
                    "console-boot-multiuser",
                    "console-halt-p",
                    "console-reader-echo",
                    "console-shutdown-vmmci",
                    "guest-bnet-http-requests",
                    "guest-inside-ifconfig",
                    "guest-inside-lease",
                    "guest-unpause-ssh"),
            "what another reader had left in the terminal",
            Set.of("guest-console-notty"));

    @Test
    void prints_what_a_real_host_printed() {
        List<String> differing = new ArrayList<>();
        SCENES.all().forEach((name, setting) -> {
            List<String> differences = play(name, setting, Normalisation.of(name));
            if (!differences.isEmpty()) {
                differing.add(name + "\n" + String.join("\n", differences));
            }
        });
        Set<String> uncovered = new TreeSet<>(Transcript.names());
        uncovered.removeAll(SCENES.all().keySet());
        System.out.println("fidelity: " + (SCENES.all().size() - differing.size()) + " match, " + differing.size()
                + " differ, " + uncovered.size() + " not covered yet " + uncovered);

        assertThat(differing).as("transcripts that differ").isEmpty();
        assertThat(uncovered)
                .as("transcripts without a scene")
                .containsExactlyInAnyOrderElementsOf(
                        NOT_COVERED.values().stream().flatMap(Set::stream).toList());
        assertThat(Transcript.names())
                .as("transcripts")
                .containsAll(SCENES.all().keySet());
    }

    @Test
    void leaves_out_of_the_comparison_only_what_differs() {
        List<String> needless = new ArrayList<>();
        for (Normalisation normalisation : Normalisation.values()) {
            SCENES.all().forEach((name, setting) -> {
                List<Normalisation> all = Normalisation.of(name);
                List<Normalisation> others =
                        all.stream().filter(each -> each != normalisation).toList();
                if (all.contains(normalisation) && play(name, setting, others).isEmpty()) {
                    needless.add(normalisation + " in " + name);
                }
            });
        }

        assertThat(needless).as("normalisations without which nothing differs").isEmpty();
    }

    private static List<String> play(String name, Consumer<Stage> setting, List<Normalisation> normalisations) {
        Transcript transcript = Transcript.read(name).orElseThrow(() -> new AssertionError("no command in " + name));
        try {
            Stage stage = new Stage();
            setting.accept(stage);
            Console.Result result = stage.perform(transcript.user(), transcript.command(), transcript.stdin());
            return transcript.differences(result.stdout(), result.stderr(), result.status(), normalisations);
        } catch (AssertionError | RuntimeException e) {
            return List.of("could not be played: " + e);
        }
    }
}
