package io.vmm4j.install;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that an installer brings for one guest, before anything runs.
 *
 * @param files the files, in the order they are needed
 * @param seedLabel the label of the image that the files for the seed go on
 * @param kernelArguments what the installer's kernel is started with, in order; none for one that takes none
 * @param hostKey the host key that the guest will have, if it is known already
 */
public record GuestFiles(
        List<GuestFile> files,
        Optional<String> seedLabel,
        List<String> kernelArguments,
        Optional<SshPublicKey> hostKey) {

    public GuestFiles {
        files = List.copyOf(files);
        kernelArguments = List.copyOf(kernelArguments);
    }

    /** Files alone. */
    static GuestFiles of(List<GuestFile> files, GuestSetup setup) {
        return new GuestFiles(
                files, Optional.empty(), List.of(), setup.hostKey().map(SshHostKey::publicKey));
    }

    /** The same with the addresses in their places, once vmd(8) has given them. */
    public GuestFiles fill(HostAddresses addresses) {
        return new GuestFiles(
                files.stream().map(file -> file.fill(addresses)).toList(),
                seedLabel,
                kernelArguments.stream().map(addresses::fill).toList(),
                hostKey);
    }

    /** The file of this name. */
    public Optional<GuestFile> find(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** The files that go this way. */
    public List<GuestFile> by(GuestFile.Delivery delivery) {
        return files.stream().filter(file -> file.delivery() == delivery).toList();
    }

    /** All of them for a person to read: names, permissions and texts, secrets masked. */
    public String show() {
        return files.stream()
                .map(file -> "==> " + file.name() + " (" + file.delivery() + ", " + Integer.toOctalString(file.mode())
                        + ")\n" + file.shown())
                .collect(Collectors.joining("\n"));
    }
}
