package io.vmm4j.examples.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What JMH measured of one contestant.
 *
 * @param p50 the median, in the benchmark's unit
 * @param p99 the 99th percentile
 * @param best the least
 * @param extra what profilers added, by name
 */
record Figures(double p50, double p99, double best, Map<String, Double> extra) {

    static Figures of(RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        Map<String, Double> extra = new HashMap<>();
        result.getSecondaryResults().forEach((name, second) -> extra.put(name, second.getScore()));
        return new Figures(times.getPercentile(50), times.getPercentile(99), times.getMin(), Map.copyOf(extra));
    }

    /**
     * The least of several rounds, since whatever else the machine does can only make them longer, and the most of what was added.
     */
    static Figures leastOf(List<Figures> rounds) {
        return new Figures(
                least(rounds, Figures::p50), least(rounds, Figures::p99), least(rounds, Figures::best), most(rounds));
    }

    private static double least(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return rounds.stream().mapToDouble(figure).min().orElseThrow();
    }

    private static Map<String, Double> most(List<Figures> rounds) {
        Map<String, Double> most = new HashMap<>();
        rounds.forEach(round -> round.extra().forEach((name, value) -> most.merge(name, value, Math::max)));
        return Map.copyOf(most);
    }

    double extra(String name) {
        Double value = extra.get(name);
        if (value == null) {
            throw new IllegalStateException("JMH did not report " + name);
        }
        return value;
    }
}
