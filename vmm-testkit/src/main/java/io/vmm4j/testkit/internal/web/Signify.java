package io.vmm4j.testkit.internal.web;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.program.Input;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** signify(1), which verifies ({@code -C} and {@code -V}); it neither makes keys nor signs. Ed25519 is the JDK's. */
final class Signify implements Program {

    private static final List<String> USAGE = List.of(
            "usage:\tsignify -C [-q] [-p pubkey] [-t keytype] -x sigfile [file ...]",
            "\tsignify -G [-n] [-c comment] -p pubkey -s seckey",
            "\tsignify -S [-enz] [-x sigfile] -s seckey -m message",
            "\tsignify -V [-eqz] [-p pubkey] [-t keytype] [-x sigfile] -m message");
    private static final String SAFE_PATH = "/etc/signify/";
    private static final String VERIFY_WITH = "verify with ";
    private static final Pattern SUM = Pattern.compile("(\\S+) \\((.*)\\) = (\\S+)");
    private static final int SIGNATURE = 64;
    private static final int PUBLIC_KEY = 32;

    /** What an Ed25519 key starts with in the form that the JDK reads. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt options = Getopt.parse("CGSVzc:em:np:qs:t:x:", process.arguments());
        if (options.failed()) {
            process.warn(options.error());
            return usage(process, "");
        }
        Request request = Request.of(options);
        if (request.verb() == 'C') {
            if (request.signature().isEmpty()) {
                return usage(process, "must specify sigfile");
            }
            return check(process, request, options.operands());
        }
        if (request.verb() != 'V' || !options.operands().isEmpty()) {
            return usage(process, request.verb() == 'S' || request.verb() == 'G' ? "not simulated" : "");
        }
        if (request.message().isEmpty()) {
            return usage(process, "must specify message");
        }
        return verify(process, request, request.message().get());
    }

    /** What was asked for. */
    private record Request(
            char verb,
            boolean quiet,
            boolean embedded,
            Optional<String> key,
            Optional<String> signature,
            Optional<String> message) {

        static Request of(Getopt options) {
            char verb = ' ';
            for (Getopt.Option option : options.options()) {
                verb = "CGSV".indexOf(option.letter()) < 0 ? verb : option.letter();
            }
            return new Request(
                    verb,
                    has(options, 'q'),
                    has(options, 'e'),
                    value(options, 'p'),
                    value(options, 'x'),
                    value(options, 'm'));
        }

        private static boolean has(Getopt options, char letter) {
            return options.options().stream().anyMatch(option -> option.letter() == letter);
        }

        private static Optional<String> value(Getopt options, char letter) {
            return options.options().stream()
                    .filter(option -> option.letter() == letter)
                    .map(Getopt.Option::argument)
                    .reduce((first, second) -> second);
        }
    }

    private static int usage(SimProcess process, String complaint) throws IOException {
        if (!complaint.isEmpty()) {
            process.warn(complaint);
        }
        for (String line : USAGE) {
            process.complain(line + "\n");
        }
        return 1;
    }

    private static Exited fail(SimProcess process, String complaint) throws IOException {
        process.flush();
        process.warn(complaint);
        return new Exited(1);
    }

    private static byte[] load(SimProcess process, String path) throws IOException {
        try (Input input = Input.open(process, path)) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int count = input.read(buffer, 0, buffer.length);
                    count > 0;
                    count = input.read(buffer, 0, buffer.length)) {
                content.write(buffer, 0, count);
            }
            return content.toByteArray();
        } catch (SystemError e) {
            throw fail(
                    process, "can't open " + path + " for reading: " + e.errno().text());
        }
    }

    private static SignedFile parse(SimProcess process, String path, int length) throws IOException {
        try {
            return SignedFile.read(path, load(process, path), length);
        } catch (SignedFile.Malformed e) {
            throw fail(process, String.valueOf(e.getMessage()));
        }
    }

    private static int verify(SimProcess process, Request request, String message) throws IOException {
        String file = request.signature().orElse(message + ".sig");
        SignedFile signature = parse(process, file, SIGNATURE);
        byte[] content = request.embedded() ? signature.rest() : load(process, message);
        requireGenuine(process, request, signature, content);
        if (request.embedded() && message.equals("-")) {
            process.print(content, 0, content.length);
        } else if (request.embedded()) {
            FileText.write(process.files(), message, new String(content, StandardCharsets.ISO_8859_1), 0666);
        }
        return 0;
    }

    private static int check(SimProcess process, Request request, List<String> files) throws IOException {
        SignedFile signature = parse(process, request.signature().orElseThrow(), SIGNATURE);
        requireGenuine(process, request, signature, signature.rest());
        List<Matcher> sums = new ArrayList<>();
        for (String line : new String(signature.rest(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList()) {
            Matcher sum = SUM.matcher(line);
            if (!sum.matches()) {
                throw fail(process, "unable to parse checksum line " + line);
            }
            sums.add(sum);
        }
        List<String> wanted =
                files.isEmpty() ? sums.stream().map(sum -> sum.group(2)).toList() : files;
        List<String> failed = new ArrayList<>();
        for (String file : wanted) {
            Optional<Matcher> sum =
                    sums.stream().filter(one -> one.group(2).equals(file)).findFirst();
            if (sum.isPresent() && matches(process, file, sum.get())) {
                if (!request.quiet()) {
                    process.print(file + ": OK\n");
                }
            } else {
                failed.add(file);
            }
        }
        process.flush();
        for (String file : failed) {
            process.complain(file + ": FAIL\n");
        }
        return failed.isEmpty() ? 0 : 1;
    }

    private static boolean matches(SimProcess process, String file, Matcher sum) throws IOException {
        String algorithm = switch (sum.group(1)) {
            case "SHA256" -> "SHA-256";
            case "SHA512" -> "SHA-512";
            default -> throw fail(process, "can't handle algorithm " + sum.group(1));
        };
        try (Input input = Input.open(process, file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[64 * 1024];
            for (int count = input.read(buffer, 0, buffer.length);
                    count > 0;
                    count = input.read(buffer, 0, buffer.length)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest()).equals(sum.group(3));
        } catch (SystemError e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireGenuine(SimProcess process, Request request, SignedFile signature, byte[] message)
            throws IOException {
        SignedFile key = parse(process, keyFile(process, request, signature), PUBLIC_KEY);
        if (!Arrays.equals(key.number(), signature.number())) {
            throw fail(process, "verification failed: checked against wrong key");
        }
        if (!isGenuine(key, signature, message)) {
            throw fail(process, "signature verification failed");
        }
        if (!request.quiet()) {
            process.print("Signature Verified\n");
        }
    }

    private static String keyFile(SimProcess process, Request request, SignedFile signature) throws IOException {
        if (request.key().isPresent()) {
            return request.key().get();
        }
        int at = signature.comment().indexOf(VERIFY_WITH);
        if (at < 0) {
            throw new Exited(usage(process, "must specify pubkey"));
        }
        String name = signature.comment().substring(at + VERIFY_WITH.length());
        if (name.contains("/")) {
            throw fail(process, "untrusted path " + name);
        }
        return SAFE_PATH + name;
    }

    private static boolean isGenuine(SignedFile key, SignedFile signature, byte[] message) {
        try {
            byte[] encoded = Arrays.copyOf(X509, X509.length + PUBLIC_KEY);
            System.arraycopy(key.value(), 0, encoded, X509.length, PUBLIC_KEY);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature.value());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
