package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** sha256(1) and sha512(1), and cksum(1) without options. */
final class Digests {

    private static final Pattern ENTRY = Pattern.compile("(SHA[0-9]+) \\((.*)\\) = ([0-9a-fA-F]+)");

    private final SimProcess process;
    private final String name;
    private final String algorithm;

    private Digests(SimProcess process, String name, String algorithm) {
        this.process = process;
        this.name = name;
        this.algorithm = algorithm;
    }

    /** The program for one algorithm: {@code sha256} for SHA-256. */
    static Utility program(String program, String algorithm) {
        return Utility.of(
                "bC:cpqr",
                List.of("usage: " + program + " [-bcpqrtx] [-C checklist] [-h hashfile] [-s string] [file ...]"),
                (process, arguments) -> new Digests(process, algorithm.replace("-", ""), algorithm).run(arguments));
    }

    static final Utility CKSUM = Utility.of(
            "", List.of("usage: cksum [-bcpqrtx] [-a algorithms] [-C checklist] [file ...]"), Digests::cksum);

    private int run(Arguments arguments) throws IOException {
        if (arguments.has('b') || arguments.has('p')) {
            throw new UsageError("that option is not simulated");
        }
        if (arguments.has('c')) {
            return Input.readAll(process, arguments.operands(), this::checkAll) | (failed ? 1 : 0);
        }
        if (arguments.value('C').isPresent()) {
            return checkListed(arguments.value('C').get(), arguments.operands());
        }
        List<String> files = arguments.operands();
        int status = 0;
        for (String file : files.isEmpty() ? List.of("-") : files) {
            boolean read = Input.readOne(process, file, input -> {
                String hash = hash(input);
                if (arguments.has('q') || files.isEmpty()) {
                    process.print(hash + "\n");
                } else if (arguments.has('r')) {
                    process.print(hash + " " + file + "\n");
                } else {
                    process.print(name + " (" + file + ") = " + hash + "\n");
                }
            });
            status |= read ? 0 : 1;
        }
        return status;
    }

    private boolean failed;

    private String hash(Input input) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[64 * 1024];
            for (int count = input.read(buffer, 0, buffer.length);
                    count > 0;
                    count = input.read(buffer, 0, buffer.length)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void checkAll(Input list) throws IOException {
        for (Optional<String> line = list.nextLine(); line.isPresent(); line = list.nextLine()) {
            Matcher entry = ENTRY.matcher(line.get().strip());
            if (entry.matches()) {
                check(entry.group(2), entry.group(3));
            }
        }
    }

    private void check(String file, String wanted) throws IOException {
        String[] found = new String[1];
        try (Input input = Input.open(process, file)) {
            found[0] = hash(input);
        } catch (SystemError e) {
            failed = true;
            process.print("(" + name + ") " + file + ": MISSING\n");
            return;
        }
        boolean same = found[0].equalsIgnoreCase(wanted);
        failed |= !same;
        process.print("(" + name + ") " + file + ": " + (same ? "OK" : "FAILED") + "\n");
    }

    private int checkListed(String list, List<String> files) throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        List<String> lines;
        try {
            lines = new ArrayList<>(FileText.read(process.files(), list).lines().toList());
        } catch (SystemError e) {
            process.warn("cannot open " + list, e);
            return 1;
        }
        for (String line : lines) {
            Matcher entry = ENTRY.matcher(line.strip());
            if (entry.matches()) {
                known.put(entry.group(2), entry.group(3));
            }
        }
        for (String file : files) {
            String wanted = known.get(file);
            if (wanted == null) {
                process.warn(file + " does not exist in " + list);
                failed = true;
            } else {
                check(file, wanted);
            }
        }
        return failed ? 1 : 0;
    }

    /** The CRC of POSIX: over the bytes and then the length. */
    private static int cksum(SimProcess process, Arguments arguments) throws IOException {
        List<String> files = arguments.operands();
        int status = 0;
        for (String file : files.isEmpty() ? List.of("-") : files) {
            boolean read = Input.readOne(process, file, input -> {
                int crc = 0;
                long length = 0;
                for (int c = input.next(); c >= 0; c = input.next()) {
                    crc = crc(crc, c);
                    length++;
                }
                for (long left = length; left != 0; left >>>= 8) {
                    crc = crc(crc, (int) (left & 0xff));
                }
                process.print((~crc & 0xffffffffL) + " " + length + (files.isEmpty() ? "" : " " + file) + "\n");
            });
            status |= read ? 0 : 1;
        }
        return status;
    }

    private static int crc(int crc, int b) {
        int value = crc ^ (b << 24);
        for (int bit = 0; bit < 8; bit++) {
            value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
        }
        return value;
    }
}
