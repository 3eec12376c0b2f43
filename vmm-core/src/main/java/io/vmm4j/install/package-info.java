/**
 * What a guest is to be, and every file that an installer needs to make it so, as values: they can be shown, tested and
 * checked before any VM starts. {@link io.vmm4j.install.GuestSetup} says what is wanted, an
 * {@link io.vmm4j.install.Installer} turns it into {@link io.vmm4j.install.GuestFiles}.
 *
 * <p>{@link io.vmm4j.install.SerialConsole} is the dialogue with a guest that has nothing but its serial line yet: questions waited for
 * and answered, progress followed, files typed over block by block.
 *
 * <p>Passwords come in as {@link io.vmm4j.exec.Secret} and leave as {@link io.vmm4j.install.PasswordHash}; no file holds
 * a clear one.
 *
 * <p><b>How OpenBSD's installer gets its answers.</b> It fetches them over plain HTTP from port 80 of the host's address
 * on the guest's tap(4). Three ways were weighed:
 *
 * <ul>
 *   <li>httpd(8) with a configuration of its own, as a second process beside any that runs: it listens on the tap's
 *       address alone, serves one file to one client address, keeps no log, and ends with the installation. It is in
 *       base, needs no change of any file of the host's, and goes on when this program loses its connection. The price:
 *       the password hash lies in a directory that root and www can read, as long as the installation takes.
 *   <li>a redirect by pf(4) to a private port: the same process and the same file, and in addition a rule in the
 *       administrator's packet filter, which another rule can defeat and which must be taken back.
 *   <li>a reverse tunnel to this program: no hash ever lies on the host, but sshd(8) listens on other addresses than
 *       loopback only with {@code GatewayPorts} in its configuration, port 80 needs root's own session, and an
 *       installation fails when the connection does.
 * </ul>
 *
 * <p>The first was chosen: it touches nothing of the host's, and a hash that root can read tells root nothing that it
 * could not have. An httpd(8) of the administrator's is not in the way; see {@link io.vmm4j.install.AnswerServer}.
 *
 * <p><b>How an installation runs.</b> A {@link io.vmm4j.install.GuestInstaller} gives a course of steps for
 * {@link io.vmm4j.operation.Operations}; today {@link io.vmm4j.install.OpenBsdInstaller} is one.
 *
 * <pre>{@code
 * GuestInstaller installer = OpenBsdInstaller.of(release);
 * InstalledGuest guest = operations.start(installer.workflow(InstallSite.on(host), setup), vm).await();
 * }</pre>
 *
 * <p>The console is read by the host, into a file that goes with the installation: it is opened raw in the script that starts the VM,
 * nothing is ever typed, and a connection that breaks loses nothing of it. A failure is seen there within seconds.
 *
 * <p><b>Sets and the site set.</b> Packages, commands, host keys and further users come by a site set, which has no signature. The
 * answer that lets it pass, {@code Continue without verification}, would let pass a mirror's sets that fail verification, too. So
 * whenever there is a site set, the other sets come from the ISO image of the release, which the host has verified by signify(1) as a
 * whole; without one they come from the mirror, and the installer verifies them itself.
 */
@NullMarked
package io.vmm4j.install;

import org.jspecify.annotations.NullMarked;
