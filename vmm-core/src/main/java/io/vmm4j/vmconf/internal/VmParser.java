package io.vmm4j.vmconf.internal;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskFormat;
import io.vmm4j.MemorySize;
import io.vmm4j.vmconf.DiskDefinition;
import io.vmm4j.vmconf.InstanceRights;
import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.MemoryEncryption;
import io.vmm4j.vmconf.Option;
import io.vmm4j.vmconf.VmConfEnvironment;
import io.vmm4j.vmconf.VmDefinition;
import io.vmm4j.vmconf.VmDefinitionBuilder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** {@code vm "name" { ... }}. */
final class VmParser {

    /** What may follow an option: the next one may, for the first two can share a line. */
    static final Set<TokenKind> AFTER_OPTION = EnumSet.of(
            TokenKind.NEWLINE,
            TokenKind.CLOSE,
            TokenKind.ENABLE,
            TokenKind.DISABLE,
            TokenKind.SEV,
            TokenKind.SEVES,
            TokenKind.DISK,
            TokenKind.LOCAL,
            TokenKind.INTERFACE,
            TokenKind.BOOT,
            TokenKind.CDROM,
            TokenKind.INTERFACES,
            TokenKind.MEMORY,
            TokenKind.OWNER,
            TokenKind.ALLOW);

    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_PATH = 1023;
    private static final int MOST_INTERFACES = 4;
    private static final int MOST_DISKS = 4;

    private final Tokens tokens;
    private final Values values;
    private final UnknownOptions unknown;
    private final Messages messages;
    private final MemorySizes memorySizes;
    private final VmConfEnvironment environment;
    private final InterfaceParser interfaces;
    private final InstanceParser instances;

    /** vmd(8) keeps the kernel outside the block: one of a block that failed counts as one of the next. */
    private boolean kernelGiven;

    VmParser(Tokens tokens, Values values, UnknownOptions unknown, Messages messages, VmConfEnvironment environment) {
        this.tokens = tokens;
        this.values = values;
        this.unknown = unknown;
        this.messages = messages;
        this.environment = environment;
        memorySizes = new MemorySizes(messages);
        interfaces = new InterfaceParser(tokens, values, unknown);
        instances = new InstanceParser(tokens, values);
    }

    VmDefinition parse() {
        Draft draft = new Draft(head().autostart());
        tokens.expect(TokenKind.OPEN);
        tokens.newlines();
        option(draft);
        tokens.newlines();
        while (!tokens.takeIf(TokenKind.CLOSE)) {
            option(draft);
            tokens.endOfLine();
        }
        kernelGiven = false;
        return draft.builder.build();
    }

    /** What a block has said so far, as far as later options depend on it. */
    private static final class Draft {

        final VmDefinitionBuilder builder;
        int disks;
        int interfaces;
        boolean interfacesCounted;
        boolean memoryGiven;
        boolean cdromGiven;
        MemoryEncryption encryption = MemoryEncryption.NONE;
        InstanceRights rights = InstanceRights.NONE;

        Draft(VmDefinitionBuilder builder) {
            this.builder = builder;
        }
    }

    private VmDefinitionBuilder head() {
        tokens.open(Option.Kind.HEAD);
        tokens.take();
        Source source = tokens.peek().source();
        String first = tokens.string();
        if (!tokens.takeIf(TokenKind.INSTANCE)) {
            if (!tokens.at(TokenKind.OPEN)) {
                throw tokens.syntaxError();
            }
            tokens.close();
            return VmDefinition.builderOfObserved(requireShort(source, first));
        }
        String name = tokens.string();
        if (source.bytes(first) > LONGEST_NAME) {
            throw tokens.refuse("vm " + first + " name too long");
        }
        tokens.close();
        return VmDefinition.builderOfObserved(requireShort(source, name)).instanceOf(first);
    }

    private String requireShort(Source source, String name) {
        if (source.bytes(name) > LONGEST_NAME) {
            throw tokens.refuse("vm name too long");
        }
        return name;
    }

    private void option(Draft draft) {
        switch (tokens.peek().kind()) {
            case ENABLE -> {
                word(Option.Kind.ENABLE);
                draft.builder.autostart();
            }
            case DISABLE -> {
                word(Option.Kind.DISABLE);
                draft.builder.disabled();
            }
            case SEV -> encrypt(Option.Kind.SEV, draft, MemoryEncryption.SEV);
            case SEVES -> encrypt(Option.Kind.SEVES, draft, MemoryEncryption.SEV_ES);
            case DISK -> disk(draft);
            case LOCAL, INTERFACE -> networkInterface(draft);
            case BOOT -> boot(draft);
            case CDROM -> cdrom(draft);
            case INTERFACES -> interfaceCount(draft);
            case MEMORY -> memory(draft);
            case OWNER -> {
                begin(Option.Kind.OWNER);
                draft.builder.owner(values.owner());
                tokens.close();
            }
            case ALLOW -> {
                tokens.open(Option.Kind.ALLOW_INSTANCE);
                draft.rights = instances.parse(draft.rights);
                draft.builder.instanceRights(draft.rights);
                tokens.close();
            }
            default -> draft.builder.rawOption(unknown.take());
        }
    }

    private void word(Option.Kind kind) {
        begin(kind);
        tokens.close();
    }

    /** {@code seves} implies {@code sev}, in whatever order they stand. */
    private void encrypt(Option.Kind kind, Draft draft, MemoryEncryption encryption) {
        word(kind);
        if (encryption.compareTo(draft.encryption) > 0) {
            draft.encryption = encryption;
            draft.builder.encryption(encryption);
        }
    }

    private void begin(Option.Kind kind) {
        tokens.open(kind);
        tokens.take();
    }

    private void disk(Draft draft) {
        begin(Option.Kind.DISK);
        String path = tokens.string();
        Optional<DiskFormat> format = Optional.empty();
        if (tokens.takeIf(TokenKind.FORMAT)) {
            format = Optional.of(format(tokens.string()));
        } else if (!tokens.atOneOf(AFTER_OPTION)) {
            throw tokens.syntaxError();
        }
        tokens.close();
        if (draft.disks++ >= MOST_DISKS) {
            messages.note("too many disks");
            throw tokens.refuse("failed to parse disks: " + path);
        }
        Optional<String> problem = environment.pathProblem(path);
        if (problem.isPresent()) {
            messages.note("disk " + path + ": " + problem.get());
            throw tokens.refuse("failed to parse disks: " + path);
        }
        draft.builder.disk(new DiskDefinition(path, format));
    }

    private DiskFormat format(String text) {
        for (DiskFormat format : DiskFormat.values()) {
            if (format.toString().equalsIgnoreCase(text)) {
                return format;
            }
        }
        throw tokens.refuse("unrecognized disk format " + text);
    }

    private void networkInterface(Draft draft) {
        tokens.open(Option.Kind.INTERFACE);
        InterfaceDefinition networkInterface = interfaces.parse();
        tokens.close();
        int count = ++draft.interfaces;
        if (count > MOST_INTERFACES) {
            throw tokens.refuse("too many interfaces: " + count);
        }
        networkInterface.tap().ifPresent(values::requireTap);
        draft.builder.networkInterface(networkInterface);
    }

    private void boot(Draft draft) {
        begin(Option.Kind.BOOT);
        if (tokens.takeIf(TokenKind.DEVICE)) {
            draft.builder.bootDevice(bootDevice());
            tokens.closeAs(Option.Kind.BOOT_DEVICE);
            return;
        }
        String path = tokens.string();
        tokens.close();
        if (kernelGiven) {
            throw tokens.refuse("kernel specified more than once");
        }
        environment.pathProblem(path).ifPresent(problem -> {
            throw tokens.refuse("kernel path not found: " + problem);
        });
        kernelGiven = true;
        draft.builder.kernel(path);
    }

    private BootDevice bootDevice() {
        return switch (tokens.peek().kind()) {
            case CDROM -> take(BootDevice.CDROM);
            case DISK -> take(BootDevice.DISK);
            case NET -> take(BootDevice.NET);
            default -> throw tokens.syntaxError();
        };
    }

    private BootDevice take(BootDevice device) {
        tokens.take();
        return device;
    }

    private void cdrom(Draft draft) {
        begin(Option.Kind.CDROM);
        Source source = tokens.peek().source();
        String path = tokens.string();
        tokens.close();
        if (draft.cdromGiven) {
            throw tokens.refuse("cdrom specified more than once");
        }
        if (source.bytes(path) > LONGEST_PATH) {
            throw tokens.refuse("cdrom name too long");
        }
        draft.cdromGiven = !path.isEmpty();
        draft.builder.cdrom(path);
    }

    private void interfaceCount(Draft draft) {
        begin(Option.Kind.INTERFACES);
        long count = tokens.number();
        tokens.close();
        if (draft.interfacesCounted) {
            throw tokens.refuse("interfaces specified more than once");
        }
        if (count < 0 || count > MOST_INTERFACES) {
            throw tokens.refuse("too many interfaces: " + count);
        }
        draft.interfacesCounted = count > 0;
        draft.builder.interfaceCount((int) count);
    }

    private void memory(Draft draft) {
        begin(Option.Kind.MEMORY);
        boolean number = tokens.at(TokenKind.NUMBER);
        String text =
                tokens.expect(number ? TokenKind.NUMBER : TokenKind.STRING).text();
        tokens.close();
        if (draft.memoryGiven) {
            throw tokens.refuse((number ? "memory" : "argument") + " specified more than once");
        }
        Optional<MemorySize> size = number ? memorySizes.ofBytes(Long.parseLong(text)) : memorySizes.ofText(text);
        draft.memoryGiven = true;
        draft.builder.memory(size.orElseThrow(() -> tokens.refuse("failed to parse size: " + text)));
    }
}
