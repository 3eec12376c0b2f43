package io.vmm4j.host.internal.doctor;

import io.vmm4j.exec.Answer;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.internal.rights.RootReads;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfEnvironment;
import io.vmm4j.vmconf.VmConfSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads vm.conf(5), and what vmd(8) says of it. */
final class Configured {

    private static final String FILE = "/etc/vm.conf";
    private static final String DENIED = "Permission denied";
    private static final int REFUSED = 1;
    private static final String MISSING = "No such file or directory";
    private static final String WHAT = "the VMs and switches that /etc/vm.conf defines";
    private static final String VERDICT = "whether vmd(8) accepts its configuration";

    private final Replies replies;
    private final HostProbe probe;

    Configured(Replies replies, HostProbe probe) {
        this.replies = replies;
        this.probe = probe;
    }

    /** The file, empty if there is none. */
    Seen<VmConf> configuration() {
        Seen<Answer> content = content();
        return this.<VmConf>otherwise(WHAT).orElseGet(() -> {
            if (content instanceof Seen.Unknown<Answer> unknown) {
                return Seen.unknown(WHAT, unknown.question().reason());
            }
            return parse(content.value().orElseThrow().result().stdoutBytes());
        });
    }

    /** vmd(8) can be told to read another file, or with other macros. */
    private <T> Optional<Seen<T>> otherwise(String question) {
        return probe.vmdFlags()
                .filter(flags -> flags.contains("-f") || flags.contains("-D"))
                .map(flags -> Seen.unknown(question, "vmd(8) is started with the flags " + flags));
    }

    private Seen<Answer> content() {
        List<String> argv = RootReads.CONFIGURATION;
        return existing(replies.read(WHAT, replies.questions().byUser(argv)))
                .or(() -> existing(replies.read(WHAT, replies.questions().asRoot(argv))));
    }

    /** The answer of a cat(1) that read the file, or found none. */
    private static Seen<Answer> existing(Seen<Answer> seen) {
        if (seen instanceof Seen.Known<Answer> known
                && !known.it().result().succeeded()
                && !known.it().result().stderr().strip().endsWith(MISSING)) {
            return Seen.unknown(WHAT, Replies.failure(known.it()));
        }
        return seen;
    }

    private Seen<VmConf> parse(byte[] content) {
        Map<String, String> included = included();
        VmConfEnvironment files = new VmConfEnvironment() {
            @Override
            public Optional<byte[]> include(String path) {
                return Optional.ofNullable(included.get(path)).map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
            }
        };
        try {
            return Seen.known(VmConf.reader().keepingUnknown().on(files).read(FILE, content));
        } catch (VmConfSyntaxException e) {
            return Seen.unknown(WHAT, e.messages().get(0).toString());
        }
    }

    private Map<String, String> included() {
        Map<String, String> files = new HashMap<>();
        StringBuilder current = new StringBuilder();
        String name = "";
        Seen<Answer> answer = replies.read(WHAT, replies.questions().included());
        String text = answer.value()
                .map(known -> new String(known.result().stdoutBytes(), StandardCharsets.ISO_8859_1))
                .orElse("");
        for (String line : text.lines().toList()) {
            if (line.startsWith("=")) {
                name = line.substring(1);
                current = new StringBuilder();
            } else {
                current.append(line).append('\n');
            }
            files.put(name, current.toString());
        }
        return files;
    }

    /** What {@code vmd -n} complains about; of a file that only root may read root must ask. */
    Seen<Optional<String>> complaints() {
        Seen<Answer> root = replies.read(VERDICT, replies.questions().asRoot(RootReads.VERDICT));
        Seen<Answer> own = replies.read(VERDICT, replies.questions().byUser(RootReads.VERDICT));
        return this.<Optional<String>>otherwise(VERDICT)
                .orElseGet(() -> verdict(root).or(() -> verdict(own)));
    }

    private static Seen<Optional<String>> verdict(Seen<Answer> seen) {
        if (!(seen instanceof Seen.Known<Answer> known)) {
            return seen.map(answer -> Optional.empty());
        }
        Answer answer = known.it();
        String said = answer.result().stderr().strip();
        if (answer.result().succeeded()) {
            return Seen.known(Optional.empty());
        }
        // A file that the user may not read says nothing of whether vmd(8) accepts it.
        boolean judged = answer.result().exitStatus() == REFUSED && !said.isEmpty() && !said.contains(DENIED);
        return judged ? Seen.known(Optional.of(said)) : Seen.unknown(VERDICT, Replies.failure(answer));
    }
}
