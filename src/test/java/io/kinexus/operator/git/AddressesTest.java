package io.kinexus.operator.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S-T8: which addresses are asked for desired state, and which are not. */
class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://git.example.com/a.git",
                "file:///etc/passwd",
                "file://git.example.com/a",
                "/var/lib/state.git",
                "../state.git",
                "ext::sh -c touch% /tmp/owned",
                "gopher://169.254.169.254/_GET",
                "ftp://git.example.com/a.git",
                "git://git.example.com/a.git",
                "jar:https://git.example.com/a!/b",
                "https://user:password@git.example.com/a.git",
                "https://ghp_token@git.example.com/a.git",
                "ssh://git:password@git.example.com/a.git",
                "https://2852039166/latest/meta-data",
                "https://0xa9fea9fe/a.git",
                "https://0xA9.0xFE.0xA9.0xFE/a.git",
                "https://0251.0376.0251.0376/a.git",
                "https://169.254.43518/a.git",
                "https://127.1/a.git",
                "https://git.example.com/../../a.git",
                "https://git.example.com/a.git?x=http://169.254.169.254",
                "https://git.example.com/a.git#fragment",
                "https://git.example.com\\@169.254.169.254/a.git",
                "https://git.example.com%2f@169.254.169.254/a.git",
                "https://git.example.com /a.git",
                "https://git.example.com/a\r\nHost: x",
                "https:///a.git",
                "https://git.example.com:0/a.git",
                "https://git.example.com:99999/a.git",
                "ssh://-oProxyCommand=touch/a.git",
                "-oProxyCommand=touch:a.git",
                "git@git.example.com:--upload-pack=touch",
                "ssh://git@git.example.com/",
                "HTTPS://git.example.com/a.git"
            })
    void whatIsNoPlainAddressIsRefused(String url) {
        assertThatThrownBy(() -> GitAddress.parse(url))
                .isInstanceOf(GitRefused.class)
                .message()
                .startsWith("KINEXUS_GIT_URL")
                .doesNotContain("password@", "ghp_token");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/state.git, https, github.com, 443",
        "https://git.corp.example:8443/team/state, https, git.corp.example, 8443",
        "https://10.1.2.3/state.git, https, 10.1.2.3, 443",
        "ssh://git@github.com/acme/state.git, ssh, github.com, 22",
        "ssh://git@git.corp.example:7999/team/state.git, ssh, git.corp.example, 7999",
        "git@gitlab.com:acme/platform/state.git, ssh, gitlab.com, 22",
        "https://git.example.com/~team/a+b_c.d/state.git, https, git.example.com, 443"
    })
    void plainAddressesAreRead(String url, String scheme, String host, int port) {
        GitAddress address = GitAddress.parse(url);
        assertThat(address.scheme()).isEqualTo(scheme);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "169.254.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "100.100.100.200",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "fe80::1",
                "ff02::1",
                "::",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1"
            })
    void linkLocalAndMetadataAddressesAreRefused(String address) throws UnknownHostException {
        assertThat(new Addresses(true).allowed(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"})
    void thisMachineIsRefusedUnlessAllowed(String address) throws UnknownHostException {
        InetAddress here = InetAddress.getByName(address);
        assertThat(new Addresses(false).allowed(here)).isFalse();
        assertThat(new Addresses(true).allowed(here)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"140.82.121.4", "10.0.0.8", "172.16.3.4", "192.168.1.9", "2606:50c0:8000::64", "fd12::8"})
    void serversInPublicAndPrivateNetworksAreAsked(String address) throws UnknownHostException {
        assertThat(new Addresses(false).allowed(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aNameThatLeadsToARefusedAddressIsRefused() {
        assertThatThrownBy(() -> new Addresses(false).check("localhost"))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("loopback");
        assertThatThrownBy(() -> new Addresses(true).check("git.example.com", InetAddress.getByName("169.254.169.254")))
                .as("whatever it resolved to before")
                .isInstanceOf(GitRefused.class);
    }
}
