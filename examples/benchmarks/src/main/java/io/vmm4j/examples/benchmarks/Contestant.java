package io.vmm4j.examples.benchmarks;

import java.util.List;

/**
 * Something that JMH measures.
 *
 * @param benchmark a class with benchmarks
 * @param method which of them
 * @param parameters {@code name=value} for JMH's parameters
 * @param jvmArguments for its fork
 */
record Contestant(Class<?> benchmark, String method, List<String> parameters, List<String> jvmArguments) {

    static Contestant of(Class<?> benchmark, String method, String... parameters) {
        return new Contestant(benchmark, method, List.of(parameters), List.of());
    }

    Contestant on(List<String> jvm) {
        return new Contestant(benchmark, method, parameters, jvm);
    }

    @Override
    public String toString() {
        String shown = benchmark.getSimpleName() + "." + method;
        return parameters.isEmpty() ? shown : shown + " " + String.join(" ", parameters);
    }
}
