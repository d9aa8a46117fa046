package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Claims is what our code wrote. Whatever may not be UTF-8 is in base64.
type Claims struct {
	// Verifiers are the keys that notes and proofs are opened with.
	Verifiers []string      `json:"verifiers"`
	Keys      []Key         `json:"keys"`
	Notes     [][]byte      `json:"notes"`
	Trees     [][]byte      `json:"trees"`
	Included  []InTree      `json:"included"`
	Extended  []BetweenTree `json:"extended"`
	Proofs    []Proof       `json:"proofs"`
}

// InTree claims that a leaf is in a tree.
type InTree struct {
	Included
	Leaf tlog.Hash `json:"leaf"`
	Root tlog.Hash `json:"root"`
}

// BetweenTree claims that a tree begins with another.
type BetweenTree struct {
	Extended
	FromRoot tlog.Hash `json:"fromRoot"`
	ToRoot   tlog.Hash `json:"toRoot"`
}

// Proof claims that an entry is in the log that a c2sp.org/tlog-proof text tells of.
type Proof struct {
	Text  []byte `json:"text"`
	Entry []byte `json:"entry"`
}

// Verdicts has the answers in the order of the claims: empty when a claim holds, and else what is wrong.
type Verdicts struct {
	Keys     []string `json:"keys"`
	Notes    []string `json:"notes"`
	Trees    []string `json:"trees"`
	Included []string `json:"included"`
	Extended []string `json:"extended"`
	Proofs   []string `json:"proofs"`
	// Signed has a note by each of the keys, for our code to open.
	Signed []string `json:"signed"`
}

func checkClaims(claims Claims) (verdicts Verdicts) {
	var verifiers []note.Verifier
	for _, text := range claims.Verifiers {
		verifier, err := note.NewVerifier(text)
		must(err)
		verifiers = append(verifiers, verifier)
	}
	known := note.VerifierList(verifiers...)
	for _, key := range claims.Keys {
		signed, err := useKey(key)
		verdicts.Keys = append(verdicts.Keys, verdict(err))
		verdicts.Signed = append(verdicts.Signed, signed)
	}
	for _, text := range claims.Notes {
		_, err := note.Open(text, known)
		verdicts.Notes = append(verdicts.Notes, verdict(err))
	}
	for _, text := range claims.Trees {
		verdicts.Trees = append(verdicts.Trees, verdict(checkTree(text, known)))
	}
	for _, in := range claims.Included {
		verdicts.Included = append(verdicts.Included, verdict(tlog.CheckRecord(in.Path, in.Size, in.Root, in.Index, in.Leaf)))
	}
	for _, between := range claims.Extended {
		verdicts.Extended = append(verdicts.Extended, verdict(tlog.CheckTree(between.Path, between.To, between.ToRoot, between.From, between.FromRoot)))
	}
	for _, proof := range claims.Proofs {
		verdicts.Proofs = append(verdicts.Proofs, verdict(checkProof(proof, known)))
	}
	return verdicts
}

func verdict(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// useKey signs by one half of a key and opens by the other.
func useKey(key Key) (signed string, err error) {
	signer, err := note.NewSigner(key.Signer)
	if err != nil {
		return "", err
	}
	verifier, err := note.NewVerifier(key.Verifier)
	if err != nil {
		return "", err
	}
	text, err := note.Sign(&note.Note{Text: "signed in Go\n"}, signer)
	if err != nil {
		return "", err
	}
	_, err = note.Open(text, note.VerifierList(verifier))
	return string(text), err
}

// checkTree opens a checkpoint of the one log whose name tlog knows.
func checkTree(text []byte, known note.Verifiers) error {
	opened, err := note.Open(text, known)
	if err != nil {
		return err
	}
	tree, err := tlog.ParseTree([]byte(opened.Text))
	if err != nil {
		return err
	}
	if string(tlog.FormatTree(tree)) != opened.Text {
		return errors.New("the tree would be written in another way")
	}
	return nil
}

// checkProof reads a c2sp.org/tlog-proof, for which golang.org/x/mod has no reader of its own.
func checkProof(proof Proof, known note.Verifiers) error {
	head, checkpoint, found := strings.Cut(string(proof.Text), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("malformed proof")
	}
	if strings.HasPrefix(lines[1], "extra ") {
		extra := lines[1][len("extra "):]
		if _, err := base64.StdEncoding.Strict().DecodeString(extra); err != nil || extra == "" {
			return errors.New("malformed extra data")
		}
		lines = lines[1:]
	}
	if len(lines) < 2 || !strings.HasPrefix(lines[1], "index ") {
		return errors.New("malformed index")
	}
	index, err := parseDecimal(lines[1][len("index "):])
	if err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := parseHash(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	opened, err := note.Open([]byte(checkpoint), known)
	if err != nil {
		return err
	}
	tree := strings.Split(opened.Text, "\n")
	if len(tree) != 4 || tree[0] != "shop.example/shop" {
		return errors.New("malformed checkpoint")
	}
	size, err := parseDecimal(tree[1])
	if err != nil {
		return err
	}
	root, err := parseHash(tree[2])
	if err != nil {
		return err
	}
	if index >= size {
		return errors.New("index beyond the size")
	}
	return tlog.CheckRecord(path, size, root, index, tlog.RecordHash(proof.Entry))
}

func parseDecimal(text string) (int64, error) {
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil || value < 0 || strconv.FormatInt(value, 10) != text {
		return 0, fmt.Errorf("malformed number %q", text)
	}
	return value, nil
}

func parseHash(text string) (hash tlog.Hash, err error) {
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(bytes) != len(hash) || strings.ContainsAny(text, "\r\n") {
		return hash, fmt.Errorf("malformed hash %q", text)
	}
	copy(hash[:], bytes)
	return hash, nil
}
