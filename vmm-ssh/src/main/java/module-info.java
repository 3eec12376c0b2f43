/** Runs commands on a host over SSH: by sshj, or by the system's own ssh(1). */
module io.vmm4j.ssh {
    requires transitive io.vmm4j.core;
    requires com.hierynomus.sshj;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.vmm4j.ssh;
    exports io.vmm4j.ssh.guest;
}
