package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.internal.board.SystemArea;
import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Taps;
import io.vmm4j.testkit.internal.vmd.config.Disk;
import io.vmm4j.testkit.internal.vmd.config.Nic;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;
import io.vmm4j.testkit.internal.vmd.image.ImageError;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens everything that a VM needs to run: kernel or BIOS, ISO image, disks, taps, console. */
final class Launcher {

    private static final String BIOS = "/etc/firmware/vmm-bios";
    private static final int TTY_GROUP_MODE = 0620;
    private static final int OWNER_GROUP_MODE = 0660;

    private final Files files;
    private final Permissions permissions;
    private final Taps taps;
    private final Consoles consoles;
    private final int ttyGroup;
    private final DaemonLog log;

    Launcher(Files files, Permissions permissions, Taps taps, Consoles consoles, int ttyGroup, DaemonLog log) {
        this.files = files;
        this.permissions = permissions;
        this.taps = taps;
        this.consoles = consoles;
        this.ttyGroup = ttyGroup;
        this.log = log;
    }

    /** It could not be opened. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient ResultCode code;

        private Failed(ResultCode code) {
            super(code.text(), null, false, false);
            this.code = code;
        }

        ResultCode code() {
            return code;
        }
    }

    /**
     * What was opened.
     *
     * @param console where the guest's serial line ends
     * @param holdings taps and disks
     * @param media what it can boot
     * @param deviceFault whether a device process will fail on an image, which ends the VM at once
     */
    record Opened(Consoles.Console console, VmProcess.Holdings holdings, Media media, boolean deviceFault) {}

    /**
     * What it can boot.
     *
     * @param kernel what was loaded directly, if it is a medium of the simulation
     * @param cdrom what is in the drive
     * @param disks those that can be used
     */
    record Media(Optional<SimulatedLabel> kernel, Optional<DiskContent> cdrom, List<VirtualDisk> disks) {}

    /**
     * Opens it all, or nothing.
     *
     * @param console the one it had before, for a VM that reboots
     */
    Opened open(Vm vm, Optional<Consoles.Console> console) throws Failed {
        DiskLocks locks = new DiskLocks(files);
        List<NetInterface> openTaps = new ArrayList<>();
        try {
            openKernel(vm);
            Optional<SimulatedLabel> kernel =
                    vm.openKernel().or(vm::kernelPath).flatMap(this::content).flatMap(SystemArea::labelOf);
            openCdrom(vm);
            List<VirtualDisk> disks = new ArrayList<>();
            boolean deviceFault = openDisks(vm, locks, disks);
            openTaps(vm, openTaps);
            Consoles.Console tty = console.isPresent() ? console.get() : openConsole(vm);
            Media media = new Media(
                    kernel,
                    vm.parameters().cdrom().filter(path -> !path.isEmpty()).flatMap(this::content),
                    disks);
            return new Opened(tty, new VmProcess.Holdings(openTaps, locks), media, deviceFault);
        } catch (Failed e) {
            log.log("failed to start vm " + vm.name());
            openTaps.forEach(taps::close);
            locks.release();
            throw e;
        }
    }

    private void openKernel(Vm vm) throws Failed {
        if (vm.openKernel().isPresent()) {
            return;
        }
        String path = vm.kernelPath().orElse(BIOS);
        Stat stat;
        try {
            stat = files.stat(path);
        } catch (SystemError e) {
            if (vm.kernelPath().isEmpty()) {
                log.log("can't open " + BIOS + ": " + e.errno().text());
                throw new Failed(ResultCode.BIOS_MISSING);
            }
            log.log("config_setvm: can't open kernel or BIOS boot image " + path + ": "
                    + e.errno().text());
            throw new Failed(ResultCode.of(e.errno()));
        }
        if (!stat.isRegular() || !mayRead(vm, stat)) {
            log.log("vm \"" + vm.name() + "\" no read access to kernel " + path);
            throw new Failed(ResultCode.of(Errno.EPERM));
        }
    }

    private Optional<DiskContent> content(String path) {
        try {
            return Optional.of(new FileContent(files.regular(path, Access.READ)));
        } catch (SystemError e) {
            return Optional.empty();
        }
    }

    private void openCdrom(Vm vm) throws Failed {
        Optional<String> path = vm.parameters().cdrom().filter(each -> !each.isEmpty());
        if (path.isEmpty()) {
            return;
        }
        try {
            Stat stat = files.stat(path.get());
            if (!stat.isRegular() || !mayRead(vm, stat)) {
                log.log("vm \"" + vm.name() + "\" no read access to cdrom " + path.get());
                throw new Failed(ResultCode.of(Errno.EPERM));
            }
        } catch (SystemError e) {
            log.log("can't open cdrom " + path.get() + ": " + e.errno().text());
            throw new Failed(ResultCode.CDROM_MISSING);
        }
    }

    private boolean openDisks(Vm vm, DiskLocks locks, List<VirtualDisk> disks) throws Failed {
        boolean deviceFault = false;
        for (Disk disk : vm.parameters().disks()) {
            lock(vm, disk, locks);
            try {
                ImageChain chain = ImageChain.open(files, disk.path(), disk.format(), Access.WRITE);
                disks.add(chain.disk());
            } catch (SystemError e) {
                log.log("can't open disk " + disk.path() + ": " + e.errno().text());
                throw new Failed(ResultCode.DISK_MISSING);
            } catch (ImageError e) {
                if (e.severity() == ImageError.Severity.WARNING) {
                    log.log(e.text());
                    log.log("vm \"" + vm.name() + "\" unable to read base for disk " + disk.path());
                    throw new Failed(ResultCode.UNKNOWN);
                }
                log.log("vm/" + vm.name() + "/vioblk: " + e.text().strip());
                deviceFault = true;
            }
        }
        return deviceFault;
    }

    private void lock(Vm vm, Disk disk, DiskLocks locks) throws Failed {
        try {
            Stat stat = files.stat(disk.path());
            if (stat.isDirectory()) {
                throw new SystemError(Errno.EISDIR);
            }
            if (!stat.isRegular() || !mayReadAndWrite(vm, stat)) {
                log.log("vm \"" + vm.name() + "\" unable to access disk " + disk.path());
                throw new Failed(ResultCode.UNKNOWN);
            }
            locks.add(disk.path());
        } catch (SystemError e) {
            log.log("can't open disk " + disk.path() + ": " + e.errno().text());
            throw new Failed(ResultCode.DISK_MISSING);
        }
    }

    private void openTaps(Vm vm, List<NetInterface> opened) throws Failed {
        for (Nic nic : vm.parameters().nics()) {
            String name = nic.device().orElseGet(() -> "tap" + taps.next());
            try {
                opened.add(taps.open(name));
            } catch (SystemError e) {
                log.log("config_setvm: can't open /dev/" + name);
                throw new Failed(ResultCode.of(e.errno()));
            }
        }
    }

    private Consoles.Console openConsole(Vm vm) throws Failed {
        VmParameters parameters = vm.parameters();
        int gid = parameters.owner().gid().orElse(ttyGroup);
        int mode = parameters.owner().gid().isPresent() ? OWNER_GROUP_MODE : TTY_GROUP_MODE;
        try {
            return consoles.open(parameters.owner().uid(), gid, mode);
        } catch (SystemError e) {
            log.log("config_setvm: can't open tty ");
            throw new Failed(ResultCode.UNKNOWN);
        }
    }

    /** Files are checked against the owner of an instance only; who may define VMs may use any file. */
    private boolean mayRead(Vm vm, Stat file) {
        return vm.parameters().template().isEmpty()
                || permissions.mayRead(file, vm.owner().uid());
    }

    private boolean mayReadAndWrite(Vm vm, Stat file) {
        return vm.parameters().template().isEmpty()
                || permissions.mayReadAndWrite(file, vm.owner().uid());
    }
}
