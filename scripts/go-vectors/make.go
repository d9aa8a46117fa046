package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Vectors is what the file holds. The tests beside it say what is done with each.
type Vectors struct {
	Keys        []Key        `json:"keys"`
	Notes       []Note       `json:"notes"`
	Checkpoints []Checkpoint `json:"checkpoints"`
	Tree        Tree         `json:"tree"`
	Far         []Far        `json:"far"`
}

// Key is a key in both its forms.
type Key struct {
	Verifier string `json:"verifier"`
	Signer   string `json:"signer"`
}

// Note is a text, the places of the keys that signed it, and the note.
type Note struct {
	Text   string `json:"text"`
	Keys   []int  `json:"keys"`
	Signed string `json:"signed"`
}

// Checkpoint is a tree head signed by the first key.
type Checkpoint struct {
	Origin string    `json:"origin"`
	Size   int64     `json:"size"`
	Root   tlog.Hash `json:"root"`
	Signed string    `json:"signed"`
}

// Tree is the tree whose entries are the texts "entry 0", "entry 1" and so on.
type Tree struct {
	// Roots has the root of each size from 0.
	Roots []tlog.Hash `json:"roots"`
	// Inclusions and Consistencies are the SHA-256 of all proofs of each kind, one after the other; ordered by
	// size, then index, and by the larger size, then the smaller, from 1.
	Inclusions    string     `json:"inclusions"`
	Consistencies string     `json:"consistencies"`
	Inclusion     []Included `json:"inclusion"`
	Consistency   []Extended `json:"consistency"`
}

// Included is one inclusion proof.
type Included struct {
	Index int64            `json:"index"`
	Size  int64            `json:"size"`
	Path  tlog.RecordProof `json:"path"`
}

// Extended is one consistency proof.
type Extended struct {
	From int64          `json:"from"`
	To   int64          `json:"to"`
	Path tlog.TreeProof `json:"path"`
}

// Far is a tree of very many entries that are all empty, which is known by one hash for each level.
type Far struct {
	Size        int64     `json:"size"`
	Root        tlog.Hash `json:"root"`
	Inclusion   Included  `json:"inclusion"`
	Consistency Extended  `json:"consistency"`
}

const largest = 130

func makeVectors() Vectors {
	vectors := Vectors{Tree: makeTree()}
	// Keys that anyone can make again: these must never sign anything else.
	for i, name := range []string{"shop.example/shop", "shop.example/shop", "witness.example", "å.example/日本"} {
		signer, verifier, err := note.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{byte(i + 1)}, 64)), name)
		must(err)
		vectors.Keys = append(vectors.Keys, Key{verifier, signer})
	}
	for _, n := range []Note{
		{Text: "hello\n", Keys: []int{0}},
		{Text: "\n", Keys: []int{1}},
		{Text: "two\n\nparagraphs\n\n", Keys: []int{2}},
		{Text: "åäö 日本 😀 \u007f\u0085\ufeff\n", Keys: []int{3}},
		{Text: "old key and new\n", Keys: []int{0, 1}},
		{Text: "everyone\n", Keys: []int{3, 2, 1, 0}},
	} {
		n.Signed = sign(n.Text, vectors.Keys, n.Keys)
		vectors.Notes = append(vectors.Notes, n)
	}
	for _, size := range []int64{0, 1, 7, 100, largest} {
		root := vectors.Tree.Roots[size]
		text := fmt.Sprintf("shop.example/shop\n%d\n%s\n", size, root)
		vectors.Checkpoints = append(vectors.Checkpoints, Checkpoint{"shop.example/shop", size, root, sign(text, vectors.Keys, []int{0})})
		text = string(tlog.FormatTree(tlog.Tree{N: size, Hash: root}))
		vectors.Checkpoints = append(vectors.Checkpoints, Checkpoint{"go.sum database tree", size, root, sign(text, vectors.Keys, []int{0})})
	}
	for _, size := range []int64{1<<32 + 5, 1<<53 - 1} {
		vectors.Far = append(vectors.Far, makeFar(size))
	}
	return vectors
}

func sign(text string, keys []Key, which []int) string {
	var signers []note.Signer
	for _, i := range which {
		signer, err := note.NewSigner(keys[i].Signer)
		must(err)
		signers = append(signers, signer)
	}
	signed, err := note.Sign(&note.Note{Text: text}, signers...)
	must(err)
	return string(signed)
}

func makeTree() (tree Tree) {
	reader := storedHashes(largest)
	inclusions, consistencies := sha256.New(), sha256.New()
	for size := int64(0); size <= largest; size++ {
		root := tlog.Hash(sha256.Sum256(nil)) // TreeHash of older versions gives zeros for no entries
		var err error
		if size > 0 {
			root, err = tlog.TreeHash(size, reader)
			must(err)
		}
		tree.Roots = append(tree.Roots, root)
		for i := int64(0); i < size; i++ {
			included, err := tlog.ProveRecord(size, i, reader)
			must(err)
			extended, err := tlog.ProveTree(size, i+1, reader)
			must(err)
			for _, hash := range included {
				inclusions.Write(hash[:])
			}
			for _, hash := range extended {
				consistencies.Write(hash[:])
			}
			if (size == 7 || size == largest) && i%7%3 == 0 && (i < 8 || i > largest-16) {
				tree.Inclusion = append(tree.Inclusion, Included{i, size, included})
				tree.Consistency = append(tree.Consistency, Extended{i + 1, size, extended})
			}
		}
	}
	tree.Inclusions, tree.Consistencies = hex.EncodeToString(inclusions.Sum(nil)), hex.EncodeToString(consistencies.Sum(nil))
	return tree
}

func storedHashes(size int64) tlog.HashReader {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) (hashes []tlog.Hash, err error) {
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for i := int64(0); i < size; i++ {
		more, err := tlog.StoredHashes(i, []byte(fmt.Sprintf("entry %d", i)), reader)
		must(err)
		stored = append(stored, more...)
	}
	return reader
}

func makeFar(size int64) Far {
	levels := []tlog.Hash{tlog.RecordHash(nil)}
	for len(levels) < 60 {
		below := levels[len(levels)-1]
		levels = append(levels, tlog.NodeHash(below, below))
	}
	reader := tlog.HashReaderFunc(func(indexes []int64) (hashes []tlog.Hash, err error) {
		for _, index := range indexes {
			level, _ := tlog.SplitStoredHashIndex(index)
			hashes = append(hashes, levels[level])
		}
		return hashes, nil
	})
	root, err := tlog.TreeHash(size, reader)
	must(err)
	index, from := size-size/3, size/5*2
	included, err := tlog.ProveRecord(size, index, reader)
	must(err)
	extended, err := tlog.ProveTree(size, from, reader)
	must(err)
	return Far{size, root, Included{index, size, included}, Extended{from, size, extended}}
}
