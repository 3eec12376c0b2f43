package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** mktemp(1). */
final class TemporaryFiles {

    static final Utility MKTEMP =
            Utility.of("dp:qtu", List.of("usage: mktemp [-dqtu] [-p directory] [template]"), TemporaryFiles::mktemp);

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int FEWEST = 6;

    private TemporaryFiles() {}

    private static int mktemp(SimProcess process, Arguments arguments) throws IOException {
        String template = arguments.operands().isEmpty() ? "tmp.XXXXXXXXXX" : arguments.only();
        boolean prefix =
                arguments.has('t') || arguments.has('p') || arguments.operands().isEmpty();
        if (prefix && template.indexOf('/') >= 0 && arguments.has('t')) {
            process.warn("template must not contain directory separators in -t mode");
            return 1;
        }
        if (prefix) {
            String fallback = arguments.value('p').orElse("/tmp");
            template = process.environment().getOrDefault("TMPDIR", fallback) + "/" + template;
        }
        int suffix = template.length() - 1 - template.lastIndexOf('X');
        String stem = template.substring(0, template.length() - suffix);
        int xs = stem.length() - stem.replaceFirst("X+$", "").length();
        if (xs < FEWEST) {
            return complain(process, arguments, "insufficient number of Xs in template `" + template + "'");
        }
        String path = fill(process.machine().random(), template, suffix);
        try {
            make(process, arguments, path);
        } catch (SystemError e) {
            String kind = arguments.has('d') ? "dir" : "file";
            return complain(
                    process,
                    arguments,
                    "cannot make temp " + kind + " " + path + ": " + e.errno().text());
        }
        process.print(path + "\n");
        return 0;
    }

    private static void make(SimProcess process, Arguments arguments, String path) throws SystemError {
        if (arguments.has('d')) {
            process.files().makeDirectory(path, 0700);
            if (arguments.has('u')) {
                process.files().removeDirectory(path);
            }
        } else {
            process.files().open(path, OpenFlag.CREATING, 0600).release();
            if (arguments.has('u')) {
                process.files().unlink(path);
            }
        }
    }

    private static int complain(SimProcess process, Arguments arguments, String text) throws IOException {
        if (!arguments.has('q')) {
            process.warn(text);
        }
        return 1;
    }

    /** The template with the Xs before its suffix replaced. */
    static String fill(Random random, String template, int suffix) {
        StringBuilder path = new StringBuilder(template);
        for (int i = template.length() - suffix - 1; i >= 0 && template.charAt(i) == 'X'; i--) {
            path.setCharAt(i, LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return path.toString();
    }
}
