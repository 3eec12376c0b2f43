package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;

/** read: a line, byte by byte, so that what follows stays for others. */
final class ReadBuiltin {

    private static final String BLANKS = " \t\n";
    private static final int END = -1;

    private final Shell shell;
    private final int descriptor;
    private final boolean raw;
    private int last;

    private ReadBuiltin(Shell shell, int descriptor, boolean raw) {
        this.shell = shell;
        this.descriptor = descriptor;
        this.raw = raw;
    }

    static int read(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "ru:");
        int descriptor = options.argument('u').map(ReadBuiltin::descriptor).orElse(0);
        List<String> names = options.operands().isEmpty() ? List.of("REPLY") : options.operands();
        for (String name : names) {
            if (!Characters.isName(name)) {
                throw new BuiltinFailure(name + ": is not an identifier");
            }
        }
        return new ReadBuiltin(shell, descriptor, options.has('r')).readInto(names);
    }

    static int descriptor(String operand) {
        if (operand.length() != 1 || !Characters.isDigit(operand.charAt(0))) {
            throw new BuiltinFailure("-u: " + operand + ": illegal file descriptor name");
        }
        return operand.charAt(0) - '0';
    }

    private int readInto(List<String> names) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            String value = readField(i + 1 == names.size());
            if (shell.variables().find(names.get(i)).readOnly()) {
                throw new BuiltinFailure(names.get(i) + " is read only");
            }
            shell.assign(names.get(i), value);
        }
        return last == END ? 1 : 0;
    }

    /** One field; the last one gets the rest of the line. */
    private String readField(boolean rest) throws IOException {
        String separators = shell.separators();
        StringBuilder field = new StringBuilder();
        int kept = 0;
        while (last != '\n' && last != END) {
            last = next();
            if (last == '\\' && !raw) {
                int escaped = next();
                last = escaped == END ? END : '\\';
                if (escaped != END && escaped != '\n') {
                    field.append((char) escaped);
                    kept = field.length();
                }
                continue;
            }
            boolean blank = isBlankSeparator(last, separators);
            if (last == '\n' || last == END || (blank && field.isEmpty())) {
                continue;
            }
            if (!rest && separators.indexOf(last) >= 0) {
                return field.toString();
            }
            field.append((char) last);
            kept = blank ? kept : field.length();
        }
        field.setLength(kept);
        return field.toString();
    }

    private static boolean isBlankSeparator(int c, String separators) {
        return c != END && BLANKS.indexOf(c) >= 0 && separators.indexOf(c) >= 0;
    }

    private int next() throws IOException {
        byte[] one = new byte[1];
        while (true) {
            try {
                int count = shell.process().read(descriptor, one, 0, 1);
                if (count < 0) {
                    return END;
                }
                if (one[0] != 0) {
                    return one[0] & 0xff;
                }
            } catch (SystemError e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
                shell.traps().runPending();
            }
        }
    }
}
