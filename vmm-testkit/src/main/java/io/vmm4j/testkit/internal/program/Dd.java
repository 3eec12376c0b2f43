package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** dd(1): {@code if of bs ibs obs count skip seek iseek oseek conv=notrunc,sync,noerror status}. */
final class Dd implements Program {

    private static final Set<String> OPERANDS =
            Set.of("if", "of", "bs", "count", "seek", "skip", "iseek", "oseek", "conv", "status");
    private static final int LARGEST_BLOCK = 64 << 20;

    @Override
    public int run(SimProcess process) throws IOException {
        Map<String, String> operands = new HashMap<>();
        for (String argument : process.arguments()) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!OPERANDS.contains(name)) {
                process.warn("unknown operand " + name);
                return 1;
            }
            operands.put(name, argument.substring(equals + 1));
        }
        Set<String> conversions = new HashSet<>(
                Arrays.asList(operands.getOrDefault("conv", "notrunc").split(",", -1)));
        for (String conversion : conversions) {
            if (!Set.of("notrunc", "sync", "noerror").contains(conversion)) {
                process.warn("unknown conversion " + conversion);
                return 1;
            }
        }
        for (String name : List.of("bs", "count", "seek", "skip", "iseek", "oseek")) {
            if (operands.containsKey(name) && size(operands.get(name)).isEmpty()) {
                process.warn(name + ": illegal numeric value");
                return 1;
            }
        }
        boolean truncate = !operands.getOrDefault("conv", "").contains("notrunc");
        return copy(process, operands, truncate, conversions.contains("sync"));
    }

    /** A number with suffixes of the block sizes, factors joined by x. */
    private static OptionalLong size(String text) {
        if (!text.matches("[0-9]{1,15}[bkmgBKMG]?")) {
            return OptionalLong.empty();
        }
        char suffix = text.charAt(text.length() - 1);
        long number = Long.parseLong(Character.isDigit(suffix) ? text : text.substring(0, text.length() - 1));
        return OptionalLong.of(
                switch (Character.toLowerCase(suffix)) {
                    case 'b' -> number * 512;
                    case 'k' -> number << 10;
                    case 'm' -> number << 20;
                    case 'g' -> number << 30;
                    default -> number;
                });
    }

    private static long number(Map<String, String> operands, String name, long otherwise) {
        return operands.containsKey(name) ? size(operands.get(name)).orElseThrow() : otherwise;
    }

    private static int copy(SimProcess process, Map<String, String> operands, boolean truncate, boolean sync)
            throws IOException {
        long block = number(operands, "bs", 512);
        if (block <= 0 || block > LARGEST_BLOCK) {
            process.warn("bs: illegal numeric value");
            return 1;
        }
        long skip = number(operands, "iseek", number(operands, "skip", 0)) * block;
        long seek = number(operands, "oseek", number(operands, "seek", 0)) * block;
        Optional<OpenFile> input = open(process, operands.get("if"), 0, OpenFlag.READING);
        Optional<OpenFile> output = input.isEmpty()
                ? Optional.empty()
                : open(process, operands.get("of"), 1, EnumSet.of(OpenFlag.WRITE, OpenFlag.CREATE));
        if (input.isEmpty() || output.isEmpty()) {
            input.ifPresent(OpenFile::release);
            return 1;
        }
        try {
            Copy copy = new Copy(process, input.get(), output.get(), (int) block, sync);
            copy.position(skip, seek, truncate && operands.containsKey("of"), operands.getOrDefault("of", ""));
            copy.run(number(operands, "count", Long.MAX_VALUE));
            if (!operands.getOrDefault("status", "").equals("none")) {
                copy.report();
            }
            return 0;
        } catch (SystemError e) {
            process.warn(operands.getOrDefault("of", "stdout"), e);
            return 1;
        } finally {
            input.get().release();
            output.get().release();
        }
    }

    private static Optional<OpenFile> open(
            SimProcess process, @org.jspecify.annotations.Nullable String path, int descriptor, Set<OpenFlag> flags)
            throws IOException {
        try {
            return Optional.of(
                    path == null
                            ? process.descriptors().at(descriptor).share()
                            : process.files().open(path, flags, 0666));
        } catch (SystemError e) {
            process.warn(path == null ? "stdin" : path, e);
            return Optional.empty();
        }
    }

    /** One copying. */
    private static final class Copy {

        private final SimProcess process;
        private final OpenFile input;
        private final OpenFile output;
        private final byte[] block;
        private final boolean sync;
        private final long startedAt;
        private long whole;
        private long partial;
        private long written;

        Copy(SimProcess process, OpenFile input, OpenFile output, int blockSize, boolean sync) {
            this.process = process;
            this.input = input;
            this.output = output;
            this.block = new byte[blockSize];
            this.sync = sync;
            this.startedAt = process.machine().timeline().nanoTime();
        }

        void position(long skip, long seek, boolean truncate, String path) throws IOException {
            if (skip > 0) {
                if (input.kind() == OpenFile.Kind.REGULAR) {
                    input.seek(skip);
                } else {
                    for (long left = skip; left > 0; left -= block.length) {
                        fill();
                    }
                }
            }
            if (truncate && output.kind() == OpenFile.Kind.REGULAR) {
                process.files().truncate(path, seek);
            }
            if (seek > 0) {
                output.seek(seek);
            }
        }

        private int fill() throws IOException {
            int filled = Math.max(0, input.read(process.patience(), block, 0, block.length));
            // A pipe gives what it has; with conv=sync the rest of the block is zeros.
            if (sync && filled > 0 && filled < block.length) {
                Arrays.fill(block, filled, block.length, (byte) 0);
            }
            return filled;
        }

        void run(long count) throws IOException {
            for (long i = 0; i < count; i++) {
                process.checkSignals();
                int filled = fill();
                if (filled == 0) {
                    return;
                }
                whole += filled == block.length ? 1 : 0;
                partial += filled == block.length ? 0 : 1;
                int length = sync ? block.length : filled;
                output.write(process.patience(), block, 0, length);
                written += length;
            }
        }

        void report() throws IOException {
            double seconds = (process.machine().timeline().nanoTime() - startedAt) / 1e9;
            long records = sync ? whole + partial : whole;
            process.complain(whole + "+" + partial + " records in\n" + records + "+" + (sync ? 0 : partial)
                    + " records out\n"
                    + String.format(
                            "%d bytes transferred in %.3f secs (%.0f bytes/sec)\n",
                            written, seconds, written / Math.max(seconds, 0.001)));
        }
    }
}
