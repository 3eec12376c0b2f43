package io.vmm4j.testkit;

import io.vmm4j.testkit.internal.net.Inet4;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a simulated guest behaves from its start on. Immutable.
 *
 * <p>Defaults are those of {@link #openBsd()}: it boots in 20 s, has a vmmci(4) driver, takes 13 s to shut down when it is asked to,
 * takes the addresses of its local interfaces, asks for one by DHCP on others, and does nothing by itself.
 */
public final class GuestScript {

    /** How a guest comes to its end when it is asked to shut down. */
    public enum Vmmci {
        /** It has the driver and shuts down. */
        PRESENT,
        /** It has no driver: a request to shut down is a power cut. */
        ABSENT,
        /** It has the driver and does not answer, for example because it sits in ddb(4). */
        HUNG
    }

    /** Who says what a guest does. */
    public enum Lead {
        /** This script, whatever the VM boots. */
        SCRIPT,
        /** What the VM boots, if that is a medium or a system of the simulation; this script otherwise. */
        MEDIA_OR_SCRIPT,
        /** What the VM boots; if that is nothing, it does not boot. */
        MEDIA
    }

    /** Which system a guest runs. */
    public enum Family {
        OPENBSD,
        LINUX
    }

    private static final GuestScript OPENBSD = new GuestScript(new Settings());

    private final Duration boot;
    private final Vmmci vmmci;
    private final Duration shutdown;
    private final Optional<Duration> powerOff;
    private final Optional<Duration> reboot;
    private final Optional<Duration> death;
    private final boolean takesAddress;
    private final boolean halts;
    private final boolean masksInterrupts;
    private final long memoryUse;
    private final ConsoleScript console;
    private final Family family;
    private final Optional<String> address;
    private final String rootPassword;
    private final List<String> rootKeys;
    private final List<SimulatedUser> users;
    private final Lead lead;
    private final List<GuestFault> faults;
    private final SshdScript sshd;
    private final Optional<String> lastWords;

    private GuestScript(Settings settings) {
        boot = settings.boot;
        vmmci = settings.vmmci;
        shutdown = settings.shutdown;
        powerOff = settings.powerOff;
        reboot = settings.reboot;
        death = settings.death;
        takesAddress = settings.takesAddress;
        halts = settings.halts;
        masksInterrupts = settings.masksInterrupts;
        memoryUse = settings.memoryUse;
        console = settings.console;
        family = settings.family;
        address = settings.address;
        rootPassword = settings.rootPassword;
        rootKeys = List.copyOf(settings.rootKeys);
        users = List.copyOf(settings.users);
        lead = settings.lead;
        faults = List.copyOf(settings.faults);
        sshd = settings.sshd;
        lastWords = settings.lastWords;
    }

    /** A stock OpenBSD guest. */
    public static GuestScript openBsd() {
        return OPENBSD;
    }

    /**
     * A guest that does what it is given, as real ones do: a kernel with an installer installs, a cdrom boots, an installed system
     * on its disk comes up, and an empty disk does not boot. Of a script, only {@link #withFault} has an effect on it.
     */
    public static GuestScript fromMedia() {
        return OPENBSD.with(settings -> settings.lead = Lead.MEDIA);
    }

    /** What guests do that nobody has said anything about: what they boot if that is a {@link SimulatedMedia}, else {@link #openBsd}. */
    public static GuestScript standard() {
        return OPENBSD.with(settings -> settings.lead = Lead.MEDIA_OR_SCRIPT);
    }

    /** A stock Linux guest, which has no vmmci(4) driver, and has its console elsewhere. */
    public static GuestScript linux() {
        return OPENBSD.withVmmci(Vmmci.ABSENT)
                .withConsole(ConsoleScript.silent())
                .with(settings -> settings.family = Family.LINUX);
    }

    /** The same guest, booting in this time. */
    public GuestScript bootsIn(Duration time) {
        return with(settings -> settings.boot = notNegative(time));
    }

    /** The same guest with or without the driver that hears requests to shut down. */
    public GuestScript withVmmci(Vmmci driver) {
        return with(settings -> settings.vmmci = Objects.requireNonNull(driver, "driver"));
    }

    /** The same guest, shutting down in this time; from 120 s on it is killed. */
    public GuestScript shutsDownIn(Duration time) {
        return with(settings -> settings.shutdown = notNegative(time));
    }

    /** The same guest, powering itself off this long after its start, as after an installation. */
    public GuestScript powersOffAfter(Duration time) {
        return with(settings -> settings.powerOff = Optional.of(notNegative(time)));
    }

    /** The same guest, rebooting itself this long after each start. */
    public GuestScript rebootsAfter(Duration time) {
        return with(settings -> settings.reboot = Optional.of(notNegative(time)));
    }

    /** A guest whose process dies this long after its start, for example because its kernel does not fit into memory. */
    public GuestScript diesAfter(Duration time) {
        return with(settings -> settings.death = Optional.of(notNegative(time)));
    }

    /** The same guest, which never asks for an address. */
    public GuestScript withoutAddress() {
        return with(settings -> settings.takesAddress = false);
    }

    /** The same guest, which never idles: a request to pause it hangs for good. */
    public GuestScript neverIdles() {
        return with(settings -> settings.halts = false);
    }

    /** The same guest, halted with interrupts masked: a forced stop leaves a process behind that only the end of vmd removes. */
    public GuestScript masksInterrupts() {
        return with(settings -> settings.masksInterrupts = true);
    }

    /** The same guest, touching this many bytes of its memory, or all of it if it has less. */
    public GuestScript usesMemory(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
        return with(settings -> settings.memoryUse = bytes);
    }

    /** The same guest with another console. */
    public GuestScript withConsole(ConsoleScript script) {
        return with(settings -> settings.console = Objects.requireNonNull(script, "script"));
    }

    /**
     * The same guest with an address of its own on its first interface that is not local, as if set by hand or given by a server that is
     * not the host's; it asks for none there. The host reaches it from an interface on the same switch with an address beside it.
     */
    public GuestScript withAddress(String ipv4) {
        if (Inet4.parse(ipv4).isEmpty()) {
            throw new IllegalArgumentException("not an IPv4 address: " + ipv4);
        }
        return with(settings -> settings.address = Optional.of(ipv4));
    }

    /** The same guest with sshd(8), which lets root in by this line of authorized_keys. */
    public GuestScript withRootKey(String line) {
        return with(settings -> settings.rootKeys.add(line));
    }

    /** The same guest with sshd(8), which lets root in by this password. */
    public GuestScript withRootPassword(String password) {
        return with(settings -> settings.rootPassword = password);
    }

    /** The same guest with sshd(8), which lets this user in. */
    public GuestScript withUser(SimulatedUser user) {
        return with(settings -> settings.users.add(user));
    }

    /** The same guest, which fails like this; only one that does what it boots does so. */
    public GuestScript withFault(GuestFault fault) {
        return with(settings -> settings.faults.add(fault));
    }

    /** How it fails. */
    public List<GuestFault> faults() {
        return faults;
    }

    /** Who says what it does. */
    public Lead lead() {
        return lead;
    }

    /** The same guest, whose sshd(8) behaves like this. */
    public GuestScript withSshd(SshdScript script) {
        return with(settings -> settings.sshd = Objects.requireNonNull(script, "script"));
    }

    /**
     * The same guest, which cannot end its VM when it is shut down from inside, as a Linux without ACPI: it halts with these words on its
     * console, and its VM runs on.
     */
    public GuestScript staysHalted(String words) {
        return with(settings -> settings.lastWords = Optional.of(words));
    }

    /** How its sshd(8) behaves. */
    public SshdScript sshd() {
        return sshd;
    }

    /** What it says when it has halted and cannot end its VM; empty if it can. */
    public Optional<String> lastWords() {
        return lastWords;
    }

    /** From its start until it answers. */
    public Duration boot() {
        return boot;
    }

    /** Whether it hears requests to shut down. */
    public Vmmci vmmci() {
        return vmmci;
    }

    /** From a request to shut down until it is off. */
    public Duration shutdown() {
        return shutdown;
    }

    /** When it powers itself off. */
    public Optional<Duration> powerOff() {
        return powerOff;
    }

    /** When it reboots itself. */
    public Optional<Duration> reboot() {
        return reboot;
    }

    /** When its process dies. */
    public Optional<Duration> death() {
        return death;
    }

    /** Whether it takes the address of its first local interface after it has booted. */
    public boolean takesAddress() {
        return takesAddress;
    }

    /** Whether it ever halts its CPU. */
    public boolean idles() {
        return halts;
    }

    /** Whether it has interrupts masked. */
    public boolean isDeaf() {
        return masksInterrupts;
    }

    /** How many bytes of its memory it touches. */
    public long memoryUse() {
        return memoryUse;
    }

    /** What it does with its console. */
    public ConsoleScript console() {
        return console;
    }

    /** Which system it runs. */
    public Family family() {
        return family;
    }

    /** The address that it has by itself. */
    public Optional<String> address() {
        return address;
    }

    /** Whether it has sshd(8), which anybody can use. */
    public boolean hasSsh() {
        return !rootPassword.isEmpty() || !rootKeys.isEmpty() || !users.isEmpty();
    }

    /** Root's password, empty for none. */
    public String rootPassword() {
        return rootPassword;
    }

    /** Root's authorized keys. */
    public List<String> rootKeys() {
        return rootKeys;
    }

    /** Its users besides root. */
    public List<SimulatedUser> users() {
        return users;
    }

    private static Duration notNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative: " + time);
        }
        return time;
    }

    private GuestScript with(Consumer<Settings> change) {
        Settings settings = new Settings();
        settings.boot = boot;
        settings.vmmci = vmmci;
        settings.shutdown = shutdown;
        settings.powerOff = powerOff;
        settings.reboot = reboot;
        settings.death = death;
        settings.takesAddress = takesAddress;
        settings.halts = halts;
        settings.masksInterrupts = masksInterrupts;
        settings.memoryUse = memoryUse;
        settings.console = console;
        settings.family = family;
        settings.address = address;
        settings.rootPassword = rootPassword;
        settings.rootKeys = new ArrayList<>(rootKeys);
        settings.users = new ArrayList<>(users);
        settings.lead = lead;
        settings.faults = new ArrayList<>(faults);
        settings.sshd = sshd;
        settings.lastWords = lastWords;
        change.accept(settings);
        return new GuestScript(settings);
    }

    /** The settings while they are being changed. */
    private static final class Settings {

        private Duration boot = Duration.ofSeconds(20);
        private Vmmci vmmci = Vmmci.PRESENT;
        private Duration shutdown = Duration.ofSeconds(13);
        private Optional<Duration> powerOff = Optional.empty();
        private Optional<Duration> reboot = Optional.empty();
        private Optional<Duration> death = Optional.empty();
        private boolean takesAddress = true;
        private boolean halts = true;
        private boolean masksInterrupts;
        private long memoryUse = 72L << 20;
        private ConsoleScript console = ConsoleScript.openBsd();
        private Family family = Family.OPENBSD;
        private Optional<String> address = Optional.empty();
        private String rootPassword = "";
        private List<String> rootKeys = new ArrayList<>();
        private List<SimulatedUser> users = new ArrayList<>();
        private Lead lead = Lead.SCRIPT;
        private List<GuestFault> faults = new ArrayList<>();
        private SshdScript sshd = SshdScript.prompt();
        private Optional<String> lastWords = Optional.empty();
    }
}
