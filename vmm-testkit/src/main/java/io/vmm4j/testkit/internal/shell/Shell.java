package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.Variables.Variable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The state of one shell: what a subshell gets a copy of. Used by its process's own thread. */
final class Shell {

    private final SimProcess process;
    private final Variables variables;
    private final Map<String, Tree.Function> functions;
    private final Options options;
    private final Traps traps;
    private final Jobs jobs = new Jobs(this);
    private final Expander expander = new Expander(this);
    private final Interpreter interpreter = new Interpreter(this);
    private final int mainPid;
    private final boolean korn;
    private final long startedAt;
    private String name;
    private Optional<String> file = Optional.empty();
    private int line;
    private List<String> positional = List.of();
    private int status;
    private int substitutionStatus;
    private OptionalInt lastBackground = OptionalInt.empty();
    private boolean interactive;

    /**
     * A new shell.
     *
     * @param name {@code $0}
     * @param korn whether it was called as ksh, not as sh
     */
    Shell(SimProcess process, String name, boolean korn) {
        this.process = process;
        this.name = name;
        this.korn = korn;
        this.variables = new Variables();
        this.functions = new HashMap<>();
        this.options = new Options();
        this.traps = new Traps(this);
        this.mainPid = process.pid();
        this.startedAt = process.machine().timeline().nanoTime();
    }

    /** A subshell: a copy that lives in another process. */
    private Shell(Shell parent, SimProcess process) {
        this.process = process;
        this.name = parent.name;
        this.korn = parent.korn;
        this.variables = parent.variables.copy();
        this.functions = new HashMap<>(parent.functions);
        this.options = parent.options.copy();
        this.traps = parent.traps.inherited(this);
        this.mainPid = parent.mainPid;
        this.startedAt = parent.startedAt;
        this.file = parent.file;
        this.line = parent.line;
        this.positional = parent.positional;
        this.status = parent.status;
        this.lastBackground = parent.lastBackground;
    }

    Shell subshell(SimProcess child) {
        return new Shell(this, child);
    }

    SimProcess process() {
        return process;
    }

    Variables variables() {
        return variables;
    }

    Map<String, Tree.Function> functions() {
        return functions;
    }

    Options options() {
        return options;
    }

    Traps traps() {
        return traps;
    }

    Jobs jobs() {
        return jobs;
    }

    Expander expander() {
        return expander;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    boolean isKorn() {
        return korn;
    }

    String name() {
        return name;
    }

    void setName(String name) {
        this.name = name;
    }

    /** The script that is read, for messages. */
    Optional<String> file() {
        return file;
    }

    void setFile(Optional<String> file) {
        this.file = file;
    }

    void setLine(int line) {
        this.line = line;
    }

    List<String> positional() {
        return positional;
    }

    void setPositional(List<String> values) {
        positional = List.copyOf(values);
    }

    int status() {
        return status;
    }

    void setStatus(int status) {
        this.status = status;
    }

    /** The exit status of the last command substitution of the current command. */
    int substitutionStatus() {
        return substitutionStatus;
    }

    void setSubstitutionStatus(int status) {
        substitutionStatus = status;
    }

    void setLastBackground(int pid) {
        lastBackground = OptionalInt.of(pid);
    }

    boolean isInteractive() {
        return interactive;
    }

    void setInteractive() {
        interactive = true;
    }

    /** The characters that separate fields. */
    String separators() {
        return variables.get("IFS").orElse(" \t\n");
    }

    /** What joins {@code "$*"}. */
    String joiner() {
        String separators = separators();
        return separators.isEmpty() ? "" : separators.substring(0, 1);
    }

    /** The value of a parameter, special ones and positional ones included; empty if it is not set. */
    Optional<String> parameter(String parameter) {
        if (Characters.isDigit(parameter.charAt(0))) {
            int number = parameter.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(parameter);
            if (number == 0) {
                return Optional.of(name);
            }
            return number <= positional.size() ? Optional.of(positional.get(number - 1)) : Optional.empty();
        }
        return switch (parameter) {
            case "#" -> Optional.of(Integer.toString(positional.size()));
            case "?" -> Optional.of(Integer.toString(status));
            case "$" -> Optional.of(Integer.toString(mainPid));
            case "!" ->
                lastBackground.isPresent()
                        ? Optional.of(Integer.toString(lastBackground.getAsInt()))
                        : Optional.empty();
            case "-" -> Optional.of(options.letters() + (interactive ? "i" : ""));
            case "@", "*" -> Optional.of(String.join(joiner(), positional));
            case "LINENO" -> Optional.of(Integer.toString(line));
            case "PPID" -> variables.get(parameter).or(() -> Optional.of(Integer.toString(process.parentId())));
            case "RANDOM" ->
                Optional.of(Integer.toString(process.machine().random().nextInt(32768)));
            case "SECONDS" -> variables.get(parameter).or(this::seconds);
            default -> variables.get(parameter);
        };
    }

    private Optional<String> seconds() {
        Duration since = Duration.ofNanos(process.machine().timeline().nanoTime() - startedAt);
        return Optional.of(Long.toString(since.toSeconds()));
    }

    /** Gives a variable a value. */
    void assign(String variable, String value) {
        Variable old = variables.find(variable);
        if (old.readOnly()) {
            throw new ShellError(variable + ": is read only");
        }
        Variable fresh = old.with(old.integer() ? Long.toString(compute(value)) : value);
        variables.put(variable, options.isOn("allexport") ? fresh.asExported(true) : fresh);
    }

    /** The value of an arithmetic expression. */
    long compute(String expression) {
        return Arithmetic.evaluate(expression, arithmeticNames());
    }

    Arithmetic.Names arithmeticNames() {
        return new Arithmetic.Names() {
            @Override
            public String get(String variable) {
                Optional<String> value = parameter(variable);
                if (value.isEmpty() && options.isOn("nounset")) {
                    throw new ShellError(variable + ": parameter not set");
                }
                return value.orElse("");
            }

            @Override
            public void set(String variable, long value) {
                assign(variable, Long.toString(value));
            }
        };
    }

    /** Prints a message on standard error, with the names that tell where it comes from. */
    void complain(String message) throws IOException {
        StringBuilder prefix = new StringBuilder();
        if (!file.filter(name::equals).isPresent()) {
            prefix.append(name.startsWith("-") ? name.substring(1) : name).append(": ");
        }
        file.ifPresent(read -> prefix.append(read).append('[').append(line).append("]: "));
        say(prefix + message + "\n");
    }

    /** Prints on standard error, if it is open. */
    void say(String text) throws IOException {
        process.flush();
        try {
            process.complain(text);
        } catch (SystemError e) {
            // Nobody can be told.
        }
    }
}
