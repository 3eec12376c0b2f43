package io.vmm4j.exec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A program with its arguments, and how to run it. Immutable.
 *
 * <p>The first element of argv names a program, looked up in the host's PATH and then in the system's own directories; shell
 * built-ins and shell syntax mean nothing here, except as arguments of an explicit {@code sh -c}. Arguments arrive byte for
 * byte as their UTF-8 encoding.
 *
 * <p>Defaults: no input, the host's own environment, a timeout of one minute, {@link Privilege#USER}, and at most 16 MiB of
 * each output stream kept in memory.
 */
public final class Command {

    /** How long a command may take unless it says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    /** How many bytes of each output stream are kept unless the command says otherwise. */
    public static final int DEFAULT_OUTPUT_LIMIT = 16 * 1024 * 1024;

    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final List<String> argv;
    private final Effect effect;
    private final Input stdin;
    private final Map<String, String> environment;
    private final Duration timeout;
    private final Privilege privilege;
    private final int outputLimit;

    private Command(
            List<String> argv,
            Effect effect,
            Input stdin,
            Map<String, String> environment,
            Duration timeout,
            Privilege privilege,
            int outputLimit) {
        this.argv = argv;
        this.effect = effect;
        this.stdin = stdin;
        this.environment = environment;
        this.timeout = timeout;
        this.privilege = privilege;
        this.outputLimit = outputLimit;
    }

    /**
     * A command of the given effect.
     *
     * @throws IllegalArgumentException if argv is empty, its first element is empty, or an element holds a NUL or cannot be
     *     encoded as UTF-8
     */
    public static Command of(Effect effect, List<String> argv) {
        Objects.requireNonNull(effect, "effect");
        List<String> copy = List.copyOf(argv);
        if (copy.isEmpty() || copy.get(0).isEmpty()) {
            throw new IllegalArgumentException("argv must start with the name of a program");
        }
        copy.forEach(argument -> requireEncodable("argument", argument));
        return new Command(copy, effect, Input.none(), Map.of(), DEFAULT_TIMEOUT, Privilege.USER, DEFAULT_OUTPUT_LIMIT);
    }

    /** A command that changes nothing on the host. */
    public static Command read(String... argv) {
        return of(Effect.READ, List.of(argv));
    }

    /** A command that brings about the same state each time. */
    public static Command idempotent(String... argv) {
        return of(Effect.IDEMPOTENT, List.of(argv));
    }

    /** A command that must never be repeated blindly. */
    public static Command oneShot(String... argv) {
        return of(Effect.ONE_SHOT, List.of(argv));
    }

    /**
     * The same command with other words, such as one that runs it through another program.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public Command withArgv(List<String> words) {
        List<String> checked = of(effect, words).argv;
        return new Command(checked, effect, stdin, environment, timeout, privilege, outputLimit);
    }

    /** The same command with other input. */
    public Command withStdin(Input input) {
        return new Command(
                argv, effect, Objects.requireNonNull(input, "input"), environment, timeout, privilege, outputLimit);
    }

    /**
     * The same command with one more environment variable. doas(1) clears the environment; for {@link Privilege#ROOT} by
     * {@link RootAccess#DOAS} the command is therefore run through env(1), which the host's doas.conf must then permit.
     *
     * @throws IllegalArgumentException if the name is no environment name, or the value holds a NUL
     */
    public Command withEnvironment(String name, String value) {
        if (!ENVIRONMENT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an environment variable's name: " + name);
        }
        requireEncodable("value of " + name, value);
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Command(argv, effect, stdin, Collections.unmodifiableMap(more), timeout, privilege, outputLimit);
    }

    /**
     * The same command with another timeout, counted from the moment the executor is asked to run it.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Command withTimeout(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("timeout must be positive: " + duration);
        }
        return new Command(argv, effect, stdin, environment, duration, privilege, outputLimit);
    }

    /** The same command for another user. */
    public Command withPrivilege(Privilege wanted) {
        return new Command(
                argv, effect, stdin, environment, timeout, Objects.requireNonNull(wanted, "privilege"), outputLimit);
    }

    /** The same command as root. */
    public Command asRoot() {
        return withPrivilege(Privilege.ROOT);
    }

    /**
     * The same command with another limit on each output stream, in bytes. A command that prints more is stopped.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Command withOutputLimit(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("output limit must not be negative: " + bytes);
        }
        return new Command(argv, effect, stdin, environment, timeout, privilege, bytes);
    }

    private static void requireEncodable(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " holds a NUL, which no program can be given");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(what + " holds half a surrogate pair and has no UTF-8 form");
        }
    }

    /** The program and its arguments. */
    public List<String> argv() {
        return argv;
    }

    /** What repeating it would do. */
    public Effect effect() {
        return effect;
    }

    /** What it reads. */
    public Input stdin() {
        return stdin;
    }

    /** What is added to its environment. */
    public Map<String, String> environment() {
        return environment;
    }

    /** How long it may take. */
    public Duration timeout() {
        return timeout;
    }

    /** As whom it runs. */
    public Privilege privilege() {
        return privilege;
    }

    /** How many bytes of each output stream are kept. */
    public int outputLimit() {
        return outputLimit;
    }

    /** The text with the secrets that this command carries masked. */
    public String scrub(String text) {
        return stdin instanceof Input.Confidential confidential ? confidential.maskIn(text) : text;
    }

    /** The command as a person would type it in sh(1); input is only hinted at, and secrets never appear. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        environment.forEach((name, value) -> words.add(name + "=" + ShellWords.display(value)));
        argv.forEach(argument -> words.add(ShellWords.display(argument)));
        if (!(stdin instanceof Input.None)) {
            words.add(stdin.toString());
        }
        return String.join(" ", words);
    }
}
