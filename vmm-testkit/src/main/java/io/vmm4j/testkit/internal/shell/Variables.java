package io.vmm4j.testkit.internal.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The variables of a shell, with a scope for each function that runs. */
final class Variables {

    private final Deque<Map<String, Variable>> scopes = new ArrayDeque<>();

    /**
     * A variable.
     *
     * @param value empty if it is not set
     * @param exported whether commands get it
     * @param readOnly whether it can still change
     * @param integer whether what is assigned is computed
     */
    record Variable(Optional<String> value, boolean exported, boolean readOnly, boolean integer) {

        static final Variable UNSET = new Variable(Optional.empty(), false, false, false);

        Variable with(String text) {
            return new Variable(Optional.of(text), exported, readOnly, integer);
        }

        Variable asExported(boolean on) {
            return new Variable(value, on, readOnly, integer);
        }

        Variable asReadOnly() {
            return new Variable(value, exported, true, integer);
        }

        Variable asInteger(boolean on) {
            return new Variable(value, exported, readOnly, on);
        }
    }

    Variables() {
        scopes.push(new TreeMap<>());
    }

    Variables copy() {
        Variables copy = new Variables();
        copy.scopes.clear();
        scopes.forEach(scope -> copy.scopes.addLast(new TreeMap<>(scope)));
        return copy;
    }

    /** The variable, from the innermost scope that has it; unset if none has. */
    Variable find(String name) {
        for (Map<String, Variable> scope : scopes) {
            Variable variable = scope.get(name);
            if (variable != null) {
                return variable;
            }
        }
        return Variable.UNSET;
    }

    Optional<String> get(String name) {
        return find(name).value();
    }

    /** Puts a variable where it is, or into the outermost scope if it is nowhere. */
    void put(String name, Variable variable) {
        for (Map<String, Variable> scope : scopes) {
            if (scope.containsKey(name)) {
                scope.put(name, variable);
                return;
            }
        }
        scopes.getLast().put(name, variable);
    }

    /** Puts a variable into the innermost scope. */
    void putLocal(String name, Variable variable) {
        scopes.getFirst().put(name, variable);
    }

    boolean isLocal(String name) {
        return scopes.getFirst().containsKey(name);
    }

    /** Sets a value, whatever the variable is. */
    void set(String name, String value) {
        put(name, find(name).with(value));
    }

    void unset(String name) {
        for (Map<String, Variable> scope : scopes) {
            if (scope.containsKey(name)) {
                if (scope == scopes.getLast()) {
                    scope.remove(name);
                } else {
                    scope.put(name, Variable.UNSET);
                }
                return;
            }
        }
    }

    void enter() {
        scopes.push(new TreeMap<>());
    }

    void leave() {
        scopes.pop();
    }

    /** All variables by name, the inner ones hiding the outer. */
    Map<String, Variable> all() {
        Map<String, Variable> all = new TreeMap<>();
        scopes.descendingIterator().forEachRemaining(all::putAll);
        return all;
    }

    /** What commands get. */
    Map<String, String> exported() {
        Map<String, String> environment = new LinkedHashMap<>();
        all().forEach((name, variable) -> {
            if (variable.exported()) {
                variable.value().ifPresent(value -> environment.put(name, value));
            }
        });
        return environment;
    }
}
