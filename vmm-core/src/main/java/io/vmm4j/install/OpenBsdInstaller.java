package io.vmm4j.install;

import io.vmm4j.BootDevice;
import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.VmSpec;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.install.GuestFile.Delivery;
import io.vmm4j.install.internal.LoginRules;
import io.vmm4j.install.internal.OpenBsdAnswers;
import io.vmm4j.install.internal.OpenBsdCourse;
import io.vmm4j.install.internal.OpenBsdSite;
import io.vmm4j.install.internal.SecretTexts;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.operation.Course;
import io.vmm4j.plan.FileContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Installs OpenBSD unattended: {@code vmctl start -b bsd.rd -B net}, with a response file served to the guest alone.
 * autoinstall(8).
 *
 * <p>The installer itself makes one user with one key. Whatever else is asked for (more users, more keys, packages,
 * commands, a host key, files) comes by a site set, which the installer fetches from the same server in a second round of
 * its question where the sets are; it lies there without a signature, and its answers say so. That second round was read in
 * the installer's source and not seen on a real host.
 */
public final class OpenBsdInstaller implements GuestInstaller {

    /** The disklabel template among the files. */
    public static final String TEMPLATE = "disklabel";

    /** Addresses to check with: those of the first VM of a host. */
    private static final HostAddresses EXAMPLE =
            new HostAddresses(Ipv4Address.of("100.64.1.2"), Ipv4Address.of("100.64.1.3"));

    private final OpenBsdRelease release;
    private final SetsSource sets;
    private final Optional<DisklabelTemplate> template;
    private final List<SiteSet.Entry> siteEntries;

    private OpenBsdInstaller(
            OpenBsdRelease release,
            SetsSource sets,
            Optional<DisklabelTemplate> template,
            List<SiteSet.Entry> siteEntries) {
        this.release = Objects.requireNonNull(release, "release");
        this.sets = Objects.requireNonNull(sets, "sets");
        this.template = template;
        this.siteEntries = List.copyOf(siteEntries);
    }

    /** Installs that release from cdn.openbsd.org, without games and X, on a disk divided as the installer does it. */
    public static OpenBsdInstaller of(OpenBsdRelease release) {
        return new OpenBsdInstaller(release, SetsSource.mirror("cdn.openbsd.org"), Optional.empty(), List.of());
    }

    /** The same with the sets from there. */
    public OpenBsdInstaller sets(SetsSource source) {
        return new OpenBsdInstaller(release, source, template, siteEntries);
    }

    /** The same with the disk divided so. */
    public OpenBsdInstaller template(DisklabelTemplate rows) {
        return new OpenBsdInstaller(release, sets, Optional.of(rows), siteEntries);
    }

    /** The same with one more file in the guest. */
    public OpenBsdInstaller file(SiteSet.Entry entry) {
        List<SiteSet.Entry> more = new ArrayList<>(siteEntries);
        more.add(entry);
        return new OpenBsdInstaller(release, sets, template, more);
    }

    @Override
    public String system() {
        return "OpenBSD " + release;
    }

    @Override
    public PasswordScheme passwordScheme() {
        return PasswordScheme.BCRYPT;
    }

    /**
     * The response file, the server's configuration, and the template and the site set where they are needed. The response
     * file has gone through the installer's own questions: {@link InstallerDialogue#check} found nothing. With a site set and a mirror it
     * has an answer that lets pass sets of the mirror that fail verification; {@link #course} never uses such a one.
     */
    @Override
    public GuestFiles files(VmSpec vm, GuestSetup setup) {
        Refusals refusals = new Refusals(system());
        refusals.requireScheme(setup, passwordScheme());
        requireVm(refusals, vm);
        setup.users().forEach(user -> requireLogin(user.name()));
        Optional<SiteSet> site = OpenBsdSite.of(setup, siteEntries);
        ResponseFile answers = OpenBsdAnswers.of(release, setup, sets, template.isPresent(), site.isPresent());
        requireNothingFound(answers, target(vm, site.isPresent()));

        List<String> secrets = SecretTexts.of(setup);
        List<GuestFile> files = new ArrayList<>();
        files.add(GuestFile.open(AnswerServer.CONFIGURATION, Delivery.HOST, AnswerServer.configuration()));
        files.add(
                GuestFile.withSecrets(AnswerServer.answersFor(setup.lladdr()), Delivery.HTTP, answers.text(), secrets));
        template.ifPresent(rows -> files.add(GuestFile.open(TEMPLATE, Delivery.HTTP, rows.text())));
        site.ifPresent(set -> addSite(files, set, secrets));
        return GuestFiles.of(files, setup);
    }

    /**
     * {@inheritDoc}
     *
     * <p>If anything comes by a site set, the sets come from the ISO image of the release, which is verified on the host as a whole:
     * a site set has no signature, and the answer that lets it pass would let pass a mirror's sets that fail verification, too.
     *
     * @throws io.vmm4j.media.MediaException if the catalogue does not have the release
     */
    @Override
    public Course<InstalledGuest> course(InstallSite site, VmSpec vm, GuestSetup setup) {
        boolean fromIso = sets.fromCdrom() || OpenBsdSite.of(setup, siteEntries).isPresent();
        OpenBsdInstaller installer = fromIso && !sets.fromCdrom()
                ? new OpenBsdInstaller(release, SetsSource.cdrom().select(sets.selection()), template, siteEntries)
                : this;
        GuestFiles files = installer.files(OpenBsdCourse.planned(vm, fromIso), setup);
        CatalogEntry entry = site.media().catalog().entry("openbsd-" + release.major() + "." + release.minor());
        return OpenBsdCourse.of(site, vm, setup, files, entry, fromIso);
    }

    /** What the installer will find in that VM. */
    private InstallTarget target(VmSpec vm, boolean site) {
        List<String> disks = new ArrayList<>();
        for (int i = 0; i < vm.disks().size(); i++) {
            disks.add("sd" + i);
        }
        InstallTarget target = InstallTarget.netbooted(release).withDisks(disks);
        InstallTarget withDrive = vm.cdrom().isPresent() ? target.withCdroms(List.of("cd0")) : target;
        return site ? withDrive.withUnsigned(OpenBsdAnswers.SITE_DIRECTORY) : withDrive;
    }

    private void addSite(List<GuestFile> files, SiteSet set, List<String> secrets) {
        FileContent tgz = set.tgz();
        String directory = OpenBsdAnswers.SITE_DIRECTORY + "/";
        files.add(GuestFile.open(directory + "index.txt", Delivery.HTTP, SiteSet.index(release, tgz.size())));
        files.add(GuestFile.binary(directory + SiteSet.name(release), Delivery.HTTP, tgz, secrets));
        for (SiteSet.Entry entry : set.entries()) {
            files.add(GuestFile.withSecrets(entry.path(), Delivery.EMBEDDED, entry.content(), secrets));
        }
    }

    private void requireVm(Refusals refusals, VmSpec vm) {
        if (vm.kernel().isEmpty()
                || vm.bootDevice().filter(BootDevice.NET::equals).isEmpty()) {
            throw refusals.missing(
                    "a VM that is not booted from the network",
                    "its installer starts unattended only then",
                    "Give the VM the kernel bsd.rd and the boot device NET");
        }
        if (vm.disks().isEmpty()) {
            throw refusals.missing("a VM without a disk", "there is nothing to install on", "Give the VM a disk");
        }
        if (sets.fromCdrom() && vm.cdrom().isEmpty()) {
            throw refusals.missing("sets from a cdrom", "the VM has none", "Give the VM the ISO image of the release");
        }
    }

    private static void requireLogin(UserName name) {
        if (!LoginRules.takenByOpenBsd(name.value())) {
            throw InvalidValueException.of(SetupError.USER_OPENBSD, "user name", name.value());
        }
    }

    private void requireNothingFound(ResponseFile answers, InstallTarget target) {
        ResponseFile filled = ResponseFile.parse(EXAMPLE.fill(answers.text()));
        List<AnswerFinding> findings = InstallerDialogue.check(filled, target);
        if (!findings.isEmpty()) {
            throw new InvalidValueException(InvalidValueException.problem(
                            SetupError.NOT_EXPRESSIBLE, "setup", findings.get(0).subject())
                    .with("system", "the response file of " + system())
                    .with("reason", findings.get(0).detail()));
        }
    }
}
