package io.vmm4j.examples.benchmarks;

import java.util.List;

/**
 * Something that JMH measures.
 *
 * @param benchmark a class with benchmarks
 * @param method which of them
 * @param parameters {@code name=value} for JMH's parameters
 */
record Contestant(Class<?> benchmark, String method, List<String> parameters) {

    static Contestant of(Class<?> benchmark, String method, String... parameters) {
        return new Contestant(benchmark, method, List.of(parameters));
    }

    @Override
    public String toString() {
        String shown = benchmark.getSimpleName() + "." + method;
        return parameters.isEmpty() ? shown : shown + " " + String.join(" ", parameters);
    }
}
