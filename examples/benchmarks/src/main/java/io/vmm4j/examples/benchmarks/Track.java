package io.vmm4j.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Where contestants run, one after the other, each in a fork of its own. Prints a line for each. */
final class Track {

    private final Server server;
    private final Scale scale;
    private final PrintStream out;
    private final Path log;

    Track(Server server, Scale scale, PrintStream out) {
        this.server = server;
        this.scale = scale;
        this.out = out;
        this.log = server.room().resolve("jmh.log");
    }

    Scale scale() {
        return scale;
    }

    /** What takes milliseconds, over and over for some seconds. The contestants take turns, several rounds of them. */
    List<Figures> over(List<Contestant> contestants) {
        return inTurn(
                scale.rounds(),
                contestants,
                options -> options.warmupIterations(scale.warmups())
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(scale.iterations())
                        .measurementTime(TimeValue.seconds(1)));
    }

    /** What takes seconds, once after once for practice. The contestants take turns, several rounds of them. */
    List<Figures> once(List<Contestant> contestants) {
        return inTurn(
                scale.shots(),
                contestants,
                options -> options.warmupIterations(1).measurementIterations(1).addProfiler(HeapProfiler.class));
    }

    private List<Figures> inTurn(
            int rounds, List<Contestant> contestants, UnaryOperator<ChainedOptionsBuilder> measure) {
        List<List<Figures>> all = Stream.generate(() -> (List<Figures>) new ArrayList<Figures>())
                .limit(contestants.size())
                .toList();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Contestant contestant = contestants.get(i);
                all.get(i).add(run(contestant, measure.apply(options(contestant))));
            }
        }
        return all.stream().map(Figures::leastOf).toList();
    }

    private ChainedOptionsBuilder options(Contestant contestant) {
        List<String> arguments = new ArrayList<>(server.asJvmArguments());
        arguments.addAll(contestant.jvmArguments());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(contestant.benchmark().getName().replace(".", "\\.") + "\\." + contestant.method() + "$")
                .forks(1)
                .threads(1)
                .timeout(TimeValue.minutes(5))
                .shouldFailOnError(true)
                .output(log.toString())
                .jvmArgsAppend(arguments.toArray(String[]::new));
        for (String parameter : contestant.parameters()) {
            String[] parts = parameter.split("=", 2);
            options.param(parts[0], parts[1]);
        }
        return options;
    }

    private Figures run(Contestant contestant, ChainedOptionsBuilder options) {
        try {
            RunResult result = new Runner(options.build()).runSingle();
            Figures figures = Figures.of(result);
            String unit = result.getPrimaryResult().getScoreUnit().replace("/op", "");
            String shown = result.getParams().getMode() == Mode.SampleTime
                    ? String.format(Locale.ROOT, "p50 %.3f %s, p99 %.3f %2$s", figures.p50(), unit, figures.p99())
                    : String.format(Locale.ROOT, "%.3f %s", figures.best(), unit);
            out.printf("  %-48s %s%n", contestant, shown);
            return figures;
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure " + contestant + ":\n" + log(), e);
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
