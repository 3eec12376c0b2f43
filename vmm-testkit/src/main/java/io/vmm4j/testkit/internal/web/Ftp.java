package io.vmm4j.testkit.internal.web;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** ftp(1) for http, https and file URLs. There is no FTP in this world, and no dialogue. */
final class Ftp implements Program {

    private static final String LETTERS = "46AaCc:dD:EegiKk:MmN:no:pP:r:S:s:TtU:uvVw:";
    private static final List<String> USAGE = List.of(
            "usage: ftp [-46AadEegiMmnptVv] [-D title] [-k seconds] [-P port] [-r seconds]",
            "           [-s sourceaddr] [host [port]]",
            "       ftp [-C] [-N name] [-o output] [-s sourceaddr]",
            "           ftp://[user:password@]host[:port]/file[/] ...",
            "       ftp [-CTu] [-c cookie] [-N name] [-o output] [-S ssl_options]",
            "           [-s sourceaddr] [-U useragent] [-w seconds]",
            "           http[s]://[user:password@]host[:port]/file ...",
            "       ftp [-C] [-N name] [-o output] [-s sourceaddr] file:file ...",
            "       ftp [-C] [-N name] [-o output] [-s sourceaddr] host:/file[/] ...");
    private static final int NO_CONNECT_TIMEOUT = 0;

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt options = Getopt.parse(LETTERS, process.arguments());
        if (options.failed()) {
            process.warn(options.error());
            return usage(process);
        }
        boolean resume = false;
        boolean verbose = process.hasTerminal();
        Optional<String> output = Optional.empty();
        int connectTimeout = NO_CONNECT_TIMEOUT;
        for (Getopt.Option option : options.options()) {
            switch (option.letter()) {
                case 'C' -> resume = true;
                case 'v' -> verbose = true;
                case 'V' -> verbose = false;
                case 'o' -> output = Optional.of(option.argument()).filter(name -> !name.isEmpty());
                case 'w' -> {
                    Optional<Integer> seconds = seconds(option.argument());
                    if (seconds.isEmpty()) {
                        process.warn("-w: " + option.argument() + " is invalid");
                        return 1;
                    }
                    connectTimeout = seconds.get();
                }
                default -> {}
            }
        }
        if (options.operands().isEmpty()) {
            return usage(process);
        }
        Retrieval retrieval = new Retrieval(process, output, resume, verbose, connectTimeout);
        int position = 0;
        for (String url : options.operands()) {
            position++;
            if (!isUrl(url)) {
                process.warn("url_get: Invalid URL '" + url + "'");
                return 1;
            }
            if (!retrieval.get(url)) {
                return position;
            }
        }
        return 0;
    }

    private static boolean isUrl(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("file:");
    }

    private static Optional<Integer> seconds(String text) {
        try {
            int value = Integer.parseInt(text);
            return value < 0 ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int usage(SimProcess process) throws IOException {
        for (String line : USAGE) {
            process.complain(line + "\n");
        }
        return 1;
    }
}
