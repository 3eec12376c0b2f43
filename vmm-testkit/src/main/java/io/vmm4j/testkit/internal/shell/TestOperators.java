package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The operators of test(1) and of {@code [[ ]]}, but for comparing texts. */
public final class TestOperators {

    private static final Set<String> UNARY = Set.of(
            "-a", "-b", "-c", "-d", "-e", "-f", "-g", "-h", "-k", "-L", "-n", "-o", "-p", "-r", "-s", "-S", "-t", "-u",
            "-w", "-x", "-z", "-O", "-G");

    private static final Set<String> BINARY =
            Set.of("=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

    private final SimProcess process;
    private final ToLongFunction<String> numbers;
    private final Predicate<String> options;

    /**
     * Operators as this process sees the world.
     *
     * @param numbers what a text is worth as a number
     * @param options which options of the shell are on, for {@code -o}
     */
    public TestOperators(SimProcess process, ToLongFunction<String> numbers, Predicate<String> options) {
        this.process = process;
        this.numbers = numbers;
        this.options = options;
    }

    /** Whether this takes one operand. */
    public static boolean isUnary(String operator) {
        return UNARY.contains(operator);
    }

    /** Whether this takes two operands. */
    public static boolean isBinary(String operator) {
        return BINARY.contains(operator);
    }

    /** The value of an operator with one operand. */
    public boolean unary(String operator, String operand) {
        return switch (operator) {
            case "-n" -> !operand.isEmpty();
            case "-z" -> operand.isEmpty();
            case "-o" -> options.test(operand);
            case "-t" -> isTerminal(operand);
            case "-r" -> files().may(Access.READ, operand);
            case "-w" -> files().may(Access.WRITE, operand);
            case "-x" -> files().may(Access.EXECUTE, operand);
            case "-h", "-L" -> link(operand);
            default -> stat(operand).filter(found -> has(operator, found)).isPresent();
        };
    }

    private boolean has(String operator, Stat stat) {
        return switch (operator) {
            case "-b" -> stat.kind() == FileKind.BLOCK_DEVICE;
            case "-c" -> stat.kind() == FileKind.CHARACTER_DEVICE;
            case "-d" -> stat.isDirectory();
            case "-f" -> stat.isRegular();
            case "-S" -> stat.kind() == FileKind.SOCKET;
            case "-p" -> false;
            case "-g" -> (stat.mode() & 02000) != 0;
            case "-k" -> (stat.mode() & 01000) != 0;
            case "-u" -> (stat.mode() & 04000) != 0;
            case "-s" -> stat.size() > 0;
            case "-O" -> stat.uid() == process.account().uid();
            case "-G" -> stat.gid() == process.account().gid();
            default -> true;
        };
    }

    private boolean isTerminal(String operand) {
        return operand.length() == 1
                && Characters.isDigit(operand.charAt(0))
                && process.isTerminal(operand.charAt(0) - '0');
    }

    /** The value of an operator with two operands. */
    public boolean binary(String left, String operator, String right) {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "<" -> left.compareTo(right) < 0;
            case ">" -> left.compareTo(right) > 0;
            case "-nt" -> newer(left, right);
            case "-ot" -> newer(right, left);
            case "-ef" ->
                stat(left).isPresent()
                        && stat(left).map(Stat::inode).equals(stat(right).map(Stat::inode));
            default -> compare(operator, numbers.applyAsLong(left), numbers.applyAsLong(right));
        };
    }

    private static boolean compare(String operator, long left, long right) {
        return switch (operator) {
            case "-eq" -> left == right;
            case "-ne" -> left != right;
            case "-lt" -> left < right;
            case "-le" -> left <= right;
            case "-gt" -> left > right;
            default -> left >= right;
        };
    }

    private boolean newer(String left, String right) {
        Optional<Stat> first = stat(left);
        Optional<Stat> second = stat(right);
        return first.isPresent()
                && (second.isEmpty()
                        || first.get().modified().isAfter(second.get().modified()));
    }

    private Files files() {
        return process.files();
    }

    private boolean link(String path) {
        try {
            return files().lstat(path).kind() == FileKind.SYMBOLIC_LINK;
        } catch (SystemError e) {
            return false;
        }
    }

    private Optional<Stat> stat(String path) {
        try {
            return Optional.of(files().stat(path));
        } catch (SystemError e) {
            return Optional.empty();
        }
    }
}
