/** A simulated OpenBSD host, and the contracts that executors keep, as tests. */
module io.vmm4j.testkit {
    requires transitive io.vmm4j.core;
    requires transitive io.vmm4j.ssh;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires org.apache.commons.codec;
    requires org.apache.sshd.osgi;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires static org.assertj.core;

    exports io.vmm4j.testkit;
    exports io.vmm4j.testkit.contract;
    exports io.vmm4j.testkit.openssh;
}
