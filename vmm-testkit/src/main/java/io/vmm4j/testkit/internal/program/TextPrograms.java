package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** cat(1), head(1), tail(1), tee(1) and wc(1). */
final class TextPrograms {

    static final Utility CAT = Utility.of("benstuv", List.of("usage: cat [-benstuv] [file ...]"), TextPrograms::cat);

    static final Utility HEAD =
            Utility.of("0123456789c:n:", List.of("usage: head [-count | -n count] [file ...]"), TextPrograms::head);

    static final Utility TAIL = Utility.of(
            "0123456789fc:n:",
            List.of("usage: tail [-f | -r] [-b number | -c number | -n number | -number] [file ...]"),
            TextPrograms::tail);

    static final Utility TEE = Utility.of("ai", List.of("usage: tee [-ai] [file ...]"), TextPrograms::tee);

    static final Utility WC = Utility.of("lwchm", List.of("usage: wc [-c | -m] [-hlw] [file ...]"), TextPrograms::wc);

    private TextPrograms() {}

    private static int cat(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.has('b') || arguments.has('e') || arguments.has('s') || arguments.has('t')) {
            throw new UsageError("that option is not simulated");
        }
        int[] number = new int[1];
        return Input.readAll(process, arguments.operands(), input -> {
            if (arguments.has('n') || arguments.has('v')) {
                for (Optional<String> line = input.nextLine(); line.isPresent(); line = input.nextLine()) {
                    String shown = arguments.has('v') ? visible(line.get()) : line.get();
                    process.print(arguments.has('n') ? String.format("%6d\t%s", ++number[0], shown) : shown);
                }
                return;
            }
            byte[] buffer = new byte[64 * 1024];
            for (int count = input.read(buffer, 0, buffer.length);
                    count > 0;
                    count = input.read(buffer, 0, buffer.length)) {
                process.flush();
                process.write(1, buffer, 0, count);
            }
        });
    }

    /** Control characters as {@code ^X}, those above as {@code M-}. */
    private static String visible(String line) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            char low = (char) (c & 0x7f);
            shown.append(c > 0x7f ? "M-" : "");
            if (low < ' ' && c != '\n' && c != '\t') {
                shown.append('^').append((char) (low + '@'));
            } else if (low == 0x7f) {
                shown.append("^?");
            } else {
                shown.append(low);
            }
        }
        return shown.toString();
    }

    private static int head(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.has('c')) {
            throw new UsageError("that option is not simulated");
        }
        long lines = number(count(arguments));
        List<String> files = arguments.operands();
        boolean[] first = {true};
        return Input.readAll(process, files, input -> {
            if (files.size() > 1) {
                process.print((first[0] ? "" : "\n") + "==> " + files.get(0) + " <==\n");
                first[0] = false;
            }
            Optional<String> line = input.nextLine();
            for (long i = 0; i < lines && line.isPresent(); i++) {
                process.print(line.get());
                line = i + 1 < lines ? input.nextLine() : line;
            }
        });
    }

    /** How many lines: {@code -n 5}, or {@code -5} as it used to be written. */
    private static String count(Arguments arguments) {
        StringBuilder digits = new StringBuilder();
        arguments.options().stream()
                .filter(option -> Character.isDigit(option.letter()))
                .forEach(option -> digits.append(option.letter()));
        return digits.isEmpty() ? arguments.value('n').orElse("10") : digits.toString();
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new UsageError();
        }
        return Long.parseLong(text);
    }

    private static int tail(SimProcess process, Arguments arguments) throws IOException {
        String wanted = count(arguments);
        if (arguments.has('c') || arguments.operands().size() > 1) {
            throw new UsageError("that is not simulated");
        }
        boolean fromStart = wanted.startsWith("+");
        long lines = number(wanted.replaceFirst("^[-+]", ""));
        return Input.readAll(process, arguments.operands(), input -> {
            Deque<String> last = new ArrayDeque<>();
            long seen = 0;
            for (Optional<String> line = input.nextLine(); line.isPresent(); line = input.nextLine()) {
                seen++;
                if (!fromStart) {
                    last.addLast(line.get());
                    if (last.size() > lines) {
                        last.removeFirst();
                    }
                } else if (seen >= lines) {
                    process.print(line.get());
                }
            }
            for (String line : last) {
                process.print(line);
            }
            if (arguments.has('f')) {
                follow(process, input);
            }
        });
    }

    private static void follow(SimProcess process, Input input) throws IOException {
        while (true) {
            process.flush();
            process.await(() -> false, Duration.ofSeconds(1));
            for (Optional<String> line = input.nextLine(); line.isPresent(); line = input.nextLine()) {
                process.print(line.get());
            }
        }
    }

    private static int tee(SimProcess process, Arguments arguments) throws IOException {
        List<OpenFile> files = new ArrayList<>();
        int status = 0;
        try {
            for (String path : arguments.operands()) {
                try {
                    files.add(process.files()
                            .open(path, arguments.has('a') ? OpenFlag.APPENDING : OpenFlag.WRITING, 0666));
                } catch (SystemError e) {
                    process.warn(path, e);
                    status = 1;
                }
            }
            byte[] buffer = new byte[64 * 1024];
            for (int count = process.read(0, buffer, 0, buffer.length);
                    count > 0;
                    count = process.read(0, buffer, 0, buffer.length)) {
                process.write(1, buffer, 0, count);
                for (OpenFile file : files) {
                    file.write(process.patience(), buffer, 0, count);
                }
            }
            return status;
        } finally {
            files.forEach(OpenFile::release);
        }
    }

    private static int wc(SimProcess process, Arguments arguments) throws IOException {
        long[] total = new long[3];
        List<String> files = arguments.operands();
        int status = 0;
        for (String path : files.isEmpty() ? List.of("-") : files) {
            long[] counts = new long[3];
            boolean read = Input.readOne(process, path, input -> count(input, counts));
            if (read) {
                process.print(counts(arguments, counts) + (files.isEmpty() ? "" : " " + path) + "\n");
                for (int i = 0; i < 3; i++) {
                    total[i] += counts[i];
                }
            }
            status |= read ? 0 : 1;
        }
        if (files.size() > 1) {
            process.print(counts(arguments, total) + " total\n");
        }
        return status;
    }

    private static void count(Input input, long[] counts) throws IOException {
        boolean inWord = false;
        byte[] buffer = new byte[64 * 1024];
        for (int n = input.read(buffer, 0, buffer.length); n > 0; n = input.read(buffer, 0, buffer.length)) {
            counts[2] += n;
            for (int i = 0; i < n; i++) {
                boolean blank = buffer[i] == ' ' || (buffer[i] >= '\t' && buffer[i] <= '\r');
                counts[0] += buffer[i] == '\n' ? 1 : 0;
                counts[1] += !blank && !inWord ? 1 : 0;
                inWord = !blank;
            }
        }
    }

    private static String counts(Arguments arguments, long[] counts) {
        boolean all = arguments.options().isEmpty();
        StringBuilder text = new StringBuilder();
        text.append(all || arguments.has('l') ? String.format(" %7d", counts[0]) : "");
        text.append(all || arguments.has('w') ? String.format(" %7d", counts[1]) : "");
        text.append(all || arguments.has('c') || arguments.has('m') ? String.format(" %7d", counts[2]) : "");
        return text.toString();
    }
}
