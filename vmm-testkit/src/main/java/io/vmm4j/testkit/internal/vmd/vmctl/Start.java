package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.vmd.ResultCode;
import io.vmm4j.testkit.internal.vmd.VmdReply;
import io.vmm4j.testkit.internal.vmd.VmdRequest;
import io.vmm4j.testkit.internal.vmd.config.Nic;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.io.IOException;
import java.util.List;

/** {@code vmctl start}. */
final class Start {

    private static final String OPTIONS = "b:B:cd:i:Lm:n:r:t:";

    private final SimProcess process;
    private final Dialect dialect;
    private final Client client;

    Start(SimProcess process, Dialect dialect, Client client) {
        this.process = process;
        this.dialect = dialect;
        this.client = client;
    }

    int run(List<String> words) throws IOException {
        StartOptions options = new StartOptions(process, dialect);
        VmName vm = dialect.isLegacy() ? nameFirst(options, words) : optionsFirst(options, words);
        client.connect();
        boolean anything = !options.nics().isEmpty()
                || !options.disks().isEmpty()
                || options.memory() != 0
                || options.kernel().isPresent()
                || options.iso().isPresent();
        if (options.template().isEmpty() && anything) {
            checkNewVm(options);
        }
        VmParameters parameters = parameters(vm, options);
        return report((VmdReply.Started) client.ask(new VmdRequest.Start(parameters)), options.attachesConsole());
    }

    private VmName optionsFirst(StartOptions options, List<String> words) throws IOException {
        Getopt parsed = parse(options, words);
        if (parsed.operands().size() != 1) {
            throw Command.START.usage(process, dialect);
        }
        return VmName.parse(process, parsed.operands().get(0));
    }

    private VmName nameFirst(StartOptions options, List<String> words) throws IOException {
        if (words.isEmpty()) {
            throw Command.START.usage(process, dialect);
        }
        VmName vm = VmName.parse(process, words.get(0));
        if (!parse(options, words.subList(1, words.size())).operands().isEmpty()) {
            throw Command.START.usage(process, dialect);
        }
        return vm;
    }

    /** Takes the options up to a bad one. */
    private Getopt parse(StartOptions options, List<String> words) throws IOException {
        Getopt parsed = Getopt.parse(OPTIONS, words);
        for (Getopt.Option option : parsed.options()) {
            options.take(option);
        }
        return Command.START.options(process, dialect, OPTIONS, words);
    }

    private void checkNewVm(StartOptions options) throws IOException {
        boolean kernel = options.kernel().isPresent();
        if (options.disks().size() > VmParameters.MAX_DISKS) {
            throw Exit.with(process, "too many disks");
        }
        if (!kernel && options.disks().isEmpty()) {
            process.complain("vmctl: starting without disks\n");
            if (options.iso().isEmpty()) {
                throw Exit.with(process, "no kernel or disk/cdrom specified");
            }
        }
        if (options.nics().size() > VmParameters.MAX_NICS) {
            throw Exit.with(process, "too many network interfaces");
        }
        if (!kernel && options.nics().isEmpty()) {
            process.complain("vmctl: starting without network interfaces\n");
        }
    }

    private VmParameters parameters(VmName vm, StartOptions options) throws IOException {
        for (Nic nic : options.nics()) {
            if (nic.switchName().orElse("").length() >= VmParameters.NAME_LIMIT) {
                throw Exit.with(process, "interface name too long");
            }
        }
        String name = vm.name().orElse("");
        if (!isValidName(name)) {
            throw Exit.with(process, "invalid VM name");
        }
        VmParameters.Builder builder = VmParameters.named(name).id(vm.id());
        options.disks().forEach(builder::disk);
        options.nics().forEach(builder::nic);
        options.template().ifPresent(builder::template);
        options.bootDevice().ifPresent(builder::bootDevice);
        options.iso().ifPresent(builder::cdrom);
        if (options.memory() != 0) {
            builder.memory(options.memory());
        }
        if (options.kernel().isPresent()) {
            openKernel(options.kernel().get());
            builder.kernel(options.kernel().get());
        }
        return builder.build();
    }

    /** What vmctl lets through: an empty name too. */
    private static boolean isValidName(String name) {
        return name.chars().allMatch(c -> Ascii.isAlnum(c) || c == '.' || c == '-' || c == '_')
                && (name.isEmpty() || Ascii.isAlnum(name.charAt(0)));
    }

    private void openKernel(String path) throws IOException {
        try {
            Stat stat = process.files().stat(path);
            if (!process.files().may(Access.READ, path)) {
                throw Errno.EACCES.asError();
            }
            if (!stat.isRegular()) {
                throw Exit.with(process, "kernel must be a regular file");
            }
        } catch (SystemError e) {
            throw Exit.with(process, "cannot open kernel '" + path + "'", e.errno());
        }
    }

    private int report(VmdReply.Started reply, boolean attach) throws IOException {
        ResultCode result = reply.result();
        if (result.isOk()) {
            if (attach) {
                client.close();
                return new Cu(process).connect(reply.tty());
            }
            process.complain("vmctl: started vm " + reply.id() + " successfully, tty " + reply.tty() + "\n");
            return 0;
        }
        if (result.equals(ResultCode.BIOS_MISSING)) {
            throw Exit.with(process, "vmm bios firmware file not found.");
        }
        if (result.equals(ResultCode.DISK_MISSING)) {
            throw Exit.with(process, "could not open disk image(s)");
        }
        if (result.equals(ResultCode.CDROM_MISSING)) {
            throw Exit.with(process, "could not find specified iso image");
        }
        if (result.equals(ResultCode.PARENT_INVALID)) {
            throw Exit.with(process, "invalid template");
        }
        throw Exit.with(process, "start vm command failed: " + result.text());
    }
}
