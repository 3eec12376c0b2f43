package io.vmm4j.testkit.internal.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The kernel's state by name, as sysctl(2) gives it. Thread safe. */
public final class Sysctls {

    private final Map<String, Variable> variables = new ConcurrentSkipListMap<>();

    /**
     * A variable.
     *
     * @param reader its value
     * @param writer what sets it; empty if it is read-only
     */
    private record Variable(Supplier<String> reader, Optional<Consumer<String>> writer) {}

    /** Defines a variable that nobody can change. */
    public void define(String name, Supplier<String> reader) {
        variables.put(name, new Variable(reader, Optional.empty()));
    }

    /** Defines a number that root can change. */
    public void defineNumber(String name, Supplier<String> reader, Consumer<String> writer) {
        variables.put(name, new Variable(reader, Optional.of(writer)));
    }

    /** The value of a variable; empty if there is none of that name. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name))
                .map(variable -> variable.reader().get());
    }

    /** Whether root can change a variable. */
    public boolean isWritable(String name) {
        return Optional.ofNullable(variables.get(name))
                .flatMap(Variable::writer)
                .isPresent();
    }

    /** Changes a variable that can be changed. */
    public void set(String name, String value) {
        Optional.ofNullable(variables.get(name)).flatMap(Variable::writer).ifPresent(writer -> writer.accept(value));
    }

    /** All names, or those below a node. */
    public List<String> names(String prefix) {
        return variables.keySet().stream()
                .filter(name -> prefix.isEmpty() || name.startsWith(prefix + "."))
                .toList();
    }
}
