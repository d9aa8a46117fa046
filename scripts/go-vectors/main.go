// Command go-vectors is the other side of packages/shared/src/proof: golang.org/x/mod/sumdb, which reads and writes the same formats.
//
//	go-vectors make      writes test vectors, as JSON
//	go-vectors check     reads claims, as JSON, and writes for each whether it holds
package main

import (
	"encoding/json"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go-vectors make | check < claims.json")
	}
	var result any
	switch os.Args[1] {
	case "make":
		result = makeVectors()
	case "check":
		var claims Claims
		must(json.NewDecoder(os.Stdin).Decode(&claims))
		result = checkClaims(claims)
	default:
		log.Fatalf("unknown command %q", os.Args[1])
	}
	must(json.NewEncoder(os.Stdout).Encode(result))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
