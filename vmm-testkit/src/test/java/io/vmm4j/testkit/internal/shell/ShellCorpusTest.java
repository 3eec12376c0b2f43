package io.vmm4j.testkit.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.shell.RealShell.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Scripts run through real shells and through the simulated one: standard output and exit status are the same. */
class ShellCorpusTest {

    private static final String MKSH = "/usr/bin/mksh";
    private static final String DASH = "/usr/bin/dash";

    @Test
    void what_dash_and_mksh_agree_on_the_simulated_shell_does_too() throws Exception {
        require(MKSH, DASH);
        compare("corpus.txt", 400, new RealShell(Path.of(MKSH)), new RealShell(Path.of(DASH)));
    }

    @Test
    void what_the_korn_shells_add_works_as_in_mksh() throws Exception {
        require(MKSH);
        compare("corpus-ksh.txt", 40, new RealShell(Path.of(MKSH)));
    }

    private static void require(String... shells) {
        for (String shell : shells) {
            Requirement.require(RealShell.exists(shell), shell);
        }
    }

    private static void compare(String corpus, int atLeast, RealShell... shells) throws Exception {
        List<String> scripts = scripts(corpus);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<String> differences = new ArrayList<>();
        int compared = 0;
        try {
            List<Future<List<Outcome>>> expected = new ArrayList<>();
            for (String script : scripts) {
                expected.add(pool.submit(() -> outcomes(script, shells)));
            }
            Machine machine = Console.openBsd();
            Console console = new Console(machine);
            for (int i = 0; i < scripts.size(); i++) {
                List<Outcome> outcomes = expected.get(i).get();
                if (outcomes.stream().distinct().count() > 1) {
                    continue;
                }
                compared++;
                Outcome simulated = simulate(console, i, scripts.get(i));
                if (!simulated.equals(outcomes.get(0))) {
                    differences.add("--- " + scripts.get(i) + "\nreal " + outcomes.get(0) + "\nsim  " + simulated);
                }
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(differences)
                .withFailMessage(() -> String.join("\n", differences))
                .isEmpty();
        assertThat(compared).isGreaterThanOrEqualTo(atLeast);
    }

    private static List<Outcome> outcomes(String script, RealShell... shells) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (RealShell shell : shells) {
            outcomes.add(shell.run(script));
        }
        return outcomes;
    }

    private static Outcome simulate(Console console, int number, String script) {
        String directory = "/tmp/corpus" + number;
        String setUp = "mkdir " + directory + " && cd " + directory + " && exec sh -c \"$1\"";
        String bytes = new String(script.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Console.Result result = console.run("root", List.of("/bin/sh", "-c", setUp, "sh", bytes), "");
        return new Outcome(result.status(), result.stdout());
    }

    private static List<String> scripts(String corpus) throws IOException {
        try (InputStream in = ShellCorpusTest.class.getResourceAsStream("/shell/" + corpus)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.strip().split("\n%%\n", -1));
        }
    }
}
