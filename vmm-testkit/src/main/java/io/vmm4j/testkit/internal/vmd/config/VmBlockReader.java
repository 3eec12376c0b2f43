package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.Optional;

/** Reads a {@code vm} block. */
final class VmBlockReader {

    private static final int PATH_LIMIT = 1024;

    private final VmConfTokens tokens;
    private final ConfHost host;
    private final ConfMessages messages;
    private final PendingKernel kernel;
    private VmParameters.Builder vm = VmParameters.named("");
    private boolean disabled;
    private int explicitNics;
    private int wantedNics;

    VmBlockReader(VmConfTokens tokens, ConfHost host, ConfMessages messages, PendingKernel kernel) {
        this.tokens = tokens;
        this.host = host;
        this.messages = messages;
        this.kernel = kernel;
    }

    void read(ConfTarget target) throws Abandoned {
        boolean poisoned = kernel.isSet();
        tokens.accept();
        header();
        tokens.expectCharacter('{');
        tokens.optionalNewlines();
        option();
        tokens.optionalNewlines();
        while (!tokens.acceptCharacter('}')) {
            option();
            tokens.newlines();
        }
        for (int i = explicitNics; i < wantedNics; i++) {
            vm.nic(Nic.PLAIN);
        }
        VmParameters parameters = vm.build();
        Optional<String> path = poisoned ? Optional.empty() : kernel.path();
        Optional<String> refusal = target.define(new VmBlock(parameters, disabled, path));
        if (refusal.isPresent()) {
            throw tokens.refuse("vm \"" + parameters.name() + "\" failed: " + refusal.get());
        }
        if (!poisoned) {
            kernel.clear();
        }
    }

    private void header() throws Abandoned {
        String first = tokens.expectStrings();
        if (!tokens.acceptKeyword("instance")) {
            if (!tokens.peek().isCharacter('{')) {
                throw tokens.syntaxError();
            }
            vm = VmParameters.named(first);
        } else {
            String name = tokens.expectStrings();
            if (first.length() >= VmParameters.NAME_LIMIT) {
                throw tokens.refuse("vm " + first + " name too long");
            }
            vm = VmParameters.named(name).template(first);
        }
        if (vm.build().name().length() >= VmParameters.NAME_LIMIT) {
            throw tokens.refuse("vm name too long");
        }
    }

    private void option() throws Abandoned {
        Token first = tokens.peek();
        if (first.kind() != Token.Kind.KEYWORD) {
            throw tokens.syntaxError();
        }
        switch (first.text()) {
            case "enable", "disable" -> disabled = tokens.accept().isKeyword("disable");
            case "sev", "seves" -> tokens.accept();
            case "disk" -> disk();
            case "local" -> {
                tokens.accept();
                nic(Nic.localNic());
            }
            case "interface" -> nic(Nic.PLAIN);
            case "interfaces" -> interfaces();
            case "boot" -> boot();
            case "cdrom" -> cdrom();
            case "memory" -> memory();
            case "owner" -> {
                tokens.accept();
                vm.owner(new OwnerReader(tokens, host).read());
            }
            case "allow" ->
                vm.instances(new AllowInstance(tokens, host, vm.build().instances()).read());
            default -> throw tokens.syntaxError();
        }
    }

    private void disk() throws Abandoned {
        tokens.accept();
        String path = tokens.expectStrings();
        Optional<DiskFormat> format = Optional.empty();
        if (tokens.acceptKeyword("format")) {
            String word = tokens.expectStrings();
            format = Optional.of(
                    DiskFormat.named(word).orElseThrow(() -> tokens.refuse("unrecognized disk format " + word)));
        } else {
            tokens.requireEndOfOption();
        }
        if (vm.build().disks().size() >= VmParameters.MAX_DISKS) {
            messages.log("too many disks");
            throw tokens.refuse("failed to parse disks: " + path);
        }
        try {
            String real = host.realpath(path);
            vm.disk(new Disk(real, format.orElseGet(() -> DiskFormat.ofSignature(host.signature(real)))));
        } catch (SystemError e) {
            messages.log("disk " + path + ": " + e.errno().text());
            throw tokens.refuse("failed to parse disks: " + path);
        }
    }

    private void nic(Nic kind) throws Abandoned {
        tokens.expectKeyword("interface");
        Optional<String> device =
                tokens.peek().isString() ? Optional.of(tokens.accept().text()) : Optional.empty();
        Nic nic = new InterfaceOptions(tokens, kind).read();
        int number = explicitNics + 1;
        if (number > VmParameters.MAX_NICS) {
            throw tokens.refuse("too many interfaces: " + number);
        }
        explicitNics = number;
        if (device.isPresent() && !device.get().equals("tap")) {
            if (!InterfaceNames.isUnitOf(device.get(), "tap")) {
                throw tokens.refuse("invalid interface: " + device.get());
            }
            nic = nic.withDevice(device.get());
        }
        vm.nic(nic);
    }

    private void interfaces() throws Abandoned {
        tokens.accept();
        long number = tokens.expectNumber();
        if (wantedNics != 0) {
            throw tokens.refuse("interfaces specified more than once");
        }
        if (number < 0 || number > VmParameters.MAX_NICS) {
            throw tokens.refuse("too many interfaces: " + number);
        }
        wantedNics = (int) number;
        vm.part(Part.NETWORK);
    }

    private void boot() throws Abandoned {
        tokens.accept();
        if (tokens.acceptKeyword("device")) {
            Token word = tokens.peek();
            BootDevice device = BootDevice.named(word.text())
                    .filter(any -> word.kind() == Token.Kind.KEYWORD)
                    .orElseThrow(tokens::syntaxError);
            tokens.accept();
            vm.bootDevice(device);
            return;
        }
        String path = tokens.expectStrings();
        if (kernel.isSet()) {
            throw tokens.refuse("kernel specified more than once");
        }
        try {
            kernel.set(host.realpath(path));
        } catch (SystemError e) {
            throw tokens.refuse("kernel path not found: " + e.errno().text());
        }
        vm.part(Part.KERNEL);
    }

    private void cdrom() throws Abandoned {
        tokens.accept();
        String path = tokens.expectStrings();
        if (vm.build().cdrom().filter(before -> !before.isEmpty()).isPresent()) {
            throw tokens.refuse("cdrom specified more than once");
        }
        if (path.length() >= PATH_LIMIT) {
            throw tokens.refuse("cdrom name too long");
        }
        vm.cdrom(path);
    }

    private void memory() throws Abandoned {
        tokens.accept();
        boolean again = vm.build().memory() != 0;
        MemorySize size = new MemorySize(messages);
        if (tokens.peek().kind() == Token.Kind.NUMBER) {
            long number = tokens.accept().number();
            if (again) {
                throw tokens.refuse("memory specified more than once");
            }
            vm.memory(size.check(number).orElseThrow(() -> tokens.refuse("failed to parse size: " + number)));
            return;
        }
        String text = tokens.expectString();
        if (again) {
            throw tokens.refuse("argument specified more than once");
        }
        vm.memory(size.parse(text).orElseThrow(() -> tokens.refuse("failed to parse size: " + text)));
    }
}
