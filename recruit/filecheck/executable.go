package filecheck

import (
	"slices"
	"strings"
)

// Content types of programs, as the store finds them by the first bytes.
const (
	TypeWindowsProgram = "application/vnd.microsoft.portable-executable"
	TypeUnixProgram    = "application/x-executable"
	TypeScript         = "text/x-script"
)

// ProgramType names the content type of a file that begins like a program, ""
// for all else.
func ProgramType(content []byte) string {
	begins := func(heads ...string) bool {
		return slices.ContainsFunc(heads, func(h string) bool { return strings.HasPrefix(string(content[:min(len(content), 8)]), h) })
	}
	switch {
	case begins("MZ"):
		return TypeWindowsProgram
	case begins("\x7fELF", "\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe"):
		return TypeUnixProgram
	case begins("#!"):
		return TypeScript
	}
	return ""
}

// runnable are the endings of names that Windows, macOS or Linux run, or open
// with something that does; documents with macros among them.
func runnable() []string {
	return strings.Fields(`accde ade adp application appref-ms apk app appimage appx bash bat bin cab chm class cmd com command cpl deb desktop dll dmg docm dotm exe gadget
		crx csh diagcab diagpkg fish hta img inf iqy iso jar jnlp js jse ksh library-ms lnk mam mde mjs msc msi msix msp mst msu oqy dqy rqy pif ppam psd1 pyc pyz pkg pl pptm potm ppsm ps1 ps1xml psm1 py pyw rb reg rpm run scf scpt scptd scr search-ms searchconnector-ms settingcontent-ms slk
		sct sh sldm sys tcl tcsh terminal theme themepack tool udl url vb vbe vbs vhd vhdx vmdk vsto wll workflow ws wsc wsf wsh xbap xla xlam xlm xll xpi xlsm xltm zsh`)
}

// ProgramName reports whether opening a file of that name and content type may
// run something.
func ProgramName(name, contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	if slices.Contains([]string{TypeWindowsProgram, TypeUnixProgram, TypeScript}, kind) {
		return true
	}
	return slices.Contains(runnable(), Extension(name))
}

// ActiveName reports whether a file of that name and content type is a page or a
// picture that may run scripts where it is opened.
func ActiveName(name, contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	return slices.Contains([]string{"text/html", "application/xhtml+xml", "image/svg+xml"}, kind) ||
		slices.Contains([]string{"htm", "html", "xht", "xhtml", "shtml", "svg", "svgz", "mht", "mhtml", "mhtm", "one", "onepkg", "onetoc2", "url", "website", "webloc", "swf", "htc", "xsl", "xslt"}, Extension(name))
}
