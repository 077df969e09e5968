// Generated from the program by scripts/generate.ts. Do not edit; run `npm run generate`.
/** The IDL's type with camel-case names, for `Program<Tagger>`. */
export type Tagger = {
  "address": "TaAehdV5VNpETDxKg8XC5jdZMPcRfiMWcZChwPGz53e",
  "metadata": {
    "name": "tagger",
    "version": "0.1.0",
    "spec": "0.1.0",
    "description": "Tagger: tasks, stakes, panels of annotators, consensus and pay, settled by the program itself"
  },
  "instructions": [
    {
      "name": "acceptAdmin",
      "docs": [
        "The successor takes over."
      ],
      "discriminator": [
        3
      ],
      "accounts": [
        {
          "name": "pendingAdmin",
          "signer": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        }
      ],
      "args": []
    },
    {
      "name": "acceptBid",
      "docs": [
        "A holder takes a bid."
      ],
      "discriminator": [
        140
      ],
      "accounts": [
        {
          "name": "holder",
          "writable": true,
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "dataset",
          "docs": [
            "CHECK: the licence names it; loaded by the handler, which goes on without it when it is gone."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "license",
          "writable": true,
          "relations": [
            "bid"
          ]
        },
        {
          "name": "bid",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the bidder's, neither holds data."
          ],
          "writable": true,
          "relations": [
            "bid"
          ]
        },
        {
          "name": "seller",
          "docs": [
            "The holder's."
          ],
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "bidder",
          "docs": [
            "CHECK: the bid names him."
          ],
          "writable": true,
          "relations": [
            "bid"
          ]
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: the licence names it."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "tokens",
          "docs": [
            "CHECK: where the token is; Token-2022 takes it from no other."
          ],
          "writable": true
        },
        {
          "name": "bidderTokens",
          "docs": [
            "CHECK: the bidder's account of the licence; the associated token program checks it."
          ],
          "writable": true
        },
        {
          "name": "token2022",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "associatedToken",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "delivery",
          "type": {
            "defined": {
              "name": "delivery"
            }
          }
        },
        {
          "name": "least",
          "type": "u64"
        }
      ]
    },
    {
      "name": "accuseLicense",
      "docs": [
        "A publisher says that a licence was broken."
      ],
      "discriminator": [
        142
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "publisher",
          "signer": true,
          "relations": [
            "dataset"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "relations": [
            "license"
          ]
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        }
      ]
    },
    {
      "name": "addBond",
      "docs": [
        "A member locks more stake behind a seat."
      ],
      "discriminator": [
        19
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "appealItems",
      "docs": [
        "The requester appeals against a review."
      ],
      "discriminator": [
        115
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "appealScore",
      "docs": [
        "An annotator appeals against a review."
      ],
      "discriminator": [
        116
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat"
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "askLicense",
      "docs": [
        "A holder names what he asks for his licence."
      ],
      "discriminator": [
        137
      ],
      "accounts": [
        {
          "name": "holder",
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "license",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "price",
          "type": "u64"
        }
      ]
    },
    {
      "name": "auditPanel",
      "docs": [
        "Opens the review of a panel drawn for an audit."
      ],
      "discriminator": [
        106
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        },
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "bidLicense",
      "docs": [
        "Somebody bids for another one's licence."
      ],
      "discriminator": [
        138
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "bidder",
          "signer": true,
          "address": "member.wallet"
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "bidder"
              }
            ]
          }
        },
        {
          "name": "license"
        },
        {
          "name": "bid",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  98,
                  105,
                  100
                ]
              },
              {
                "kind": "account",
                "path": "license"
              },
              {
                "kind": "account",
                "path": "bidder"
              }
            ]
          }
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "bidArgs"
            }
          }
        }
      ]
    },
    {
      "name": "burnLicense",
      "docs": [
        "A licence ends for good."
      ],
      "discriminator": [
        133
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: the licence names it."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "metas",
          "docs": [
            "CHECK: derived from the mint."
          ],
          "writable": true
        },
        {
          "name": "tokens",
          "docs": [
            "CHECK: where the token is; the mint can't be closed with another."
          ],
          "writable": true
        },
        {
          "name": "holder",
          "docs": [
            "CHECK: the licence names him; gets what he added to his account of it. May be the caller."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the holder or the caller, none holds data."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "buyLicense",
      "docs": [
        "A buyer pays for a licence."
      ],
      "discriminator": [
        123
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "buyer",
          "signer": true,
          "address": "member.wallet"
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "buyer"
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "offer"
          ]
        },
        {
          "name": "offer",
          "writable": true
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: created here."
          ],
          "writable": true
        },
        {
          "name": "license",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  108,
                  105,
                  99,
                  101,
                  110,
                  115,
                  101
                ]
              },
              {
                "kind": "account",
                "path": "mint"
              }
            ]
          }
        },
        {
          "name": "metas",
          "docs": [
            "CHECK: created here: tells wallets what the hook needs."
          ],
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  120,
                  116,
                  114,
                  97,
                  45,
                  97,
                  99,
                  99,
                  111,
                  117,
                  110,
                  116,
                  45,
                  109,
                  101,
                  116,
                  97,
                  115
                ]
              },
              {
                "kind": "account",
                "path": "mint"
              }
            ]
          }
        },
        {
          "name": "tokens",
          "docs": [
            "CHECK: the buyer's account of the licence; the associated token program checks it."
          ],
          "writable": true
        },
        {
          "name": "token2022",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "associatedToken",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "buyArgs"
            }
          }
        }
      ]
    },
    {
      "name": "cancelProposal",
      "docs": [
        "The guardian stops a pause, the proposer what nobody voted on."
      ],
      "discriminator": [
        93
      ],
      "accounts": [
        {
          "name": "canceller",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "proposal",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "cancelTask",
      "docs": [
        "The requester ends a task early."
      ],
      "discriminator": [
        33
      ],
      "accounts": [
        {
          "name": "requester",
          "signer": true,
          "relations": [
            "task"
          ]
        },
        {
          "name": "task",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "castBallot",
      "docs": [
        "A voter or his delegate votes on a proposal."
      ],
      "discriminator": [
        88
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "caster",
          "signer": true
        },
        {
          "name": "voter",
          "writable": true
        },
        {
          "name": "proposal",
          "writable": true
        },
        {
          "name": "ballot",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "choice",
          "type": "u8"
        }
      ]
    },
    {
      "name": "changeBallot",
      "docs": [
        "A voter or his delegate changes his mind."
      ],
      "discriminator": [
        89
      ],
      "accounts": [
        {
          "name": "caster",
          "signer": true
        },
        {
          "name": "voter"
        },
        {
          "name": "proposal",
          "writable": true,
          "relations": [
            "ballot"
          ]
        },
        {
          "name": "ballot",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "choice",
          "type": "u8"
        }
      ]
    },
    {
      "name": "claim",
      "docs": [
        "A member takes seats on panels."
      ],
      "discriminator": [
        50
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "config"
        },
        {
          "name": "member"
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "panels",
          "type": {
            "vec": "u64"
          }
        }
      ]
    },
    {
      "name": "claimShare",
      "docs": [
        "A contributor's part of the revenue goes to his balance."
      ],
      "discriminator": [
        126
      ],
      "accounts": [
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "closeBallot",
      "docs": [
        "Anyone closes a ballot whose vote is over."
      ],
      "discriminator": [
        90
      ],
      "accounts": [
        {
          "name": "ballot",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid."
          ],
          "writable": true,
          "relations": [
            "ballot"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "closeDataset",
      "docs": [
        "A dataset that is sold no more disappears."
      ],
      "discriminator": [
        130
      ],
      "accounts": [
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "task",
          "docs": [
            "The task it was made of, if there was one."
          ],
          "writable": true,
          "optional": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid."
          ],
          "writable": true,
          "relations": [
            "dataset"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "closeMember",
      "docs": [
        "A member leaves for good."
      ],
      "discriminator": [
        11
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the caller's, neither holds data."
          ],
          "writable": true,
          "relations": [
            "member"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "closeOffer",
      "docs": [
        "An offer disappears."
      ],
      "discriminator": [
        122
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "offer"
          ]
        },
        {
          "name": "offer",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the caller's, neither holds data."
          ],
          "writable": true,
          "relations": [
            "offer"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "closePage",
      "docs": [
        "A page without live panels is folded and closed."
      ],
      "discriminator": [
        41
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the caller's, neither holds data."
          ],
          "writable": true,
          "relations": [
            "page"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "closeProposal",
      "docs": [
        "Anyone closes a proposal that is over."
      ],
      "discriminator": [
        94
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "proposal",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid."
          ],
          "writable": true,
          "relations": [
            "proposal"
          ]
        },
        {
          "name": "stakeVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "stakeTokens",
          "writable": true,
          "address": "stake_vault.tokens"
        },
        {
          "name": "tagMint",
          "writable": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    },
    {
      "name": "closeTask",
      "docs": [
        "Anyone closes a task that is over and empty."
      ],
      "discriminator": [
        34
      ],
      "accounts": [
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid."
          ],
          "writable": true,
          "relations": [
            "task"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "closeTokens",
      "docs": [
        "An account a licence has left is closed."
      ],
      "discriminator": [
        141
      ],
      "accounts": [
        {
          "name": "mint",
          "docs": [
            "CHECK: names the licence; may be gone."
          ]
        },
        {
          "name": "license",
          "docs": [
            "CHECK: derived from the mint; loaded by the handler if it is there."
          ],
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  108,
                  105,
                  99,
                  101,
                  110,
                  115,
                  101
                ]
              },
              {
                "kind": "account",
                "path": "mint"
              }
            ]
          }
        },
        {
          "name": "tokens",
          "docs": [
            "CHECK: owner, mint and who may close it are checked by the handler."
          ],
          "writable": true
        },
        {
          "name": "to",
          "docs": [
            "CHECK: who gets the rent, checked by the handler."
          ],
          "writable": true
        },
        {
          "name": "token2022",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "closeVoter",
      "docs": [
        "A member gives up his place in governance."
      ],
      "discriminator": [
        86
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "voter",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the caller's, neither holds data."
          ],
          "writable": true,
          "relations": [
            "voter"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "collect",
      "docs": [
        "Anyone collects what settled panels owe a member."
      ],
      "discriminator": [
        54
      ],
      "accounts": [
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "collectEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "collectVotes",
      "docs": [
        "Collects what ended reviews owe a validator."
      ],
      "discriminator": [
        118
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "pool",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "seat",
          "docs": [
            "CHECK: where his seat is or would be; looked at by the handler where votes share in revenue."
          ],
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "collectEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "commit",
      "docs": [
        "A member commits to answers."
      ],
      "discriminator": [
        51
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member"
        },
        {
          "name": "seat"
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "commitEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "commitVotes",
      "docs": [
        "A validator commits to votes."
      ],
      "discriminator": [
        111
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member"
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "commitEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "concludeAccusation",
      "docs": [
        "An accusation ends."
      ],
      "discriminator": [
        144
      ],
      "accounts": [
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "license",
          "docs": [
            "CHECK: the case names it; loaded by the handler, which goes on without it when it was burnt."
          ],
          "writable": true
        },
        {
          "name": "member",
          "docs": [
            "CHECK: where the accused's account is or would be; looked at by the handler."
          ],
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "concludeCase",
      "docs": [
        "Ends a review: labels, fees, refunds."
      ],
      "discriminator": [
        117
      ],
      "accounts": [
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "contestItems",
      "docs": [
        "The requester contests labels of a panel."
      ],
      "discriminator": [
        107
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        },
        {
          "name": "number",
          "type": "u64"
        },
        {
          "name": "items",
          "type": {
            "vec": "u64"
          }
        }
      ]
    },
    {
      "name": "contestScore",
      "docs": [
        "An annotator contests labels of a panel."
      ],
      "discriminator": [
        108
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat"
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        },
        {
          "name": "number",
          "type": "u64"
        },
        {
          "name": "items",
          "type": {
            "vec": "u64"
          }
        }
      ]
    },
    {
      "name": "createMember",
      "docs": [
        "A wallet becomes a member."
      ],
      "discriminator": [
        10
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "wallet"
              }
            ]
          }
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "createProposal",
      "docs": [
        "A member asks for a change."
      ],
      "discriminator": [
        87
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "domains",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  111,
                  109,
                  97,
                  105,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "proposal",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "createProposalArgs"
            }
          }
        }
      ]
    },
    {
      "name": "createVoter",
      "docs": [
        "A member gets a place to lock votes."
      ],
      "discriminator": [
        82
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "voter",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  118,
                  111,
                  116,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "wallet"
              }
            ]
          }
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "defendLicense",
      "docs": [
        "Its holder appeals."
      ],
      "discriminator": [
        143
      ],
      "accounts": [
        {
          "name": "holder",
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "license"
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "deliverKey",
      "docs": [
        "The dataset's key reaches a buyer, and his money the others."
      ],
      "discriminator": [
        124
      ],
      "accounts": [
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: the licence names it."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": [
        {
          "name": "delivery",
          "type": {
            "defined": {
              "name": "delivery"
            }
          }
        }
      ]
    },
    {
      "name": "deliverTaskKey",
      "docs": [
        "The key of a private task's items reaches a seat."
      ],
      "discriminator": [
        150
      ],
      "accounts": [
        {
          "name": "task",
          "relations": [
            "seat"
          ]
        },
        {
          "name": "seat",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "delivery",
          "type": {
            "defined": {
              "name": "delivery"
            }
          }
        }
      ]
    },
    {
      "name": "drawSeats",
      "docs": [
        "Draws validators for a review."
      ],
      "discriminator": [
        109
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "dropTicket",
      "docs": [
        "Frees a ticket nobody redeemed in time."
      ],
      "discriminator": [
        67
      ],
      "accounts": [
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "seat"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "execute",
      "docs": [
        "Token-2022 asks whether a licence may move. The byte is the first of the hook interface's eight."
      ],
      "discriminator": [
        105
      ],
      "accounts": [
        {
          "name": "source",
          "docs": [
            "CHECK: owner, mint and mark are checked by the handler."
          ]
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: the licence names it."
          ],
          "relations": [
            "license"
          ]
        },
        {
          "name": "destination",
          "docs": [
            "CHECK: owner and mint are checked by the handler."
          ]
        },
        {
          "name": "authority",
          "docs": [
            "CHECK: who signed for the transfer; Token-2022 has checked it."
          ]
        },
        {
          "name": "metas",
          "docs": [
            "CHECK: the list by which Token-2022 found the licence; not read here."
          ]
        },
        {
          "name": "license",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "name",
          "type": {
            "array": [
              "u8",
              7
            ]
          }
        },
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "executeProposal",
      "docs": [
        "Anyone makes the change that was voted for."
      ],
      "discriminator": [
        92
      ],
      "accounts": [
        {
          "name": "proposal",
          "writable": true
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "domains",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  111,
                  109,
                  97,
                  105,
                  110,
                  115
                ]
              }
            ]
          }
        }
      ],
      "args": []
    },
    {
      "name": "expireClaim",
      "docs": [
        "Frees a seat whose holder let its hold pass."
      ],
      "discriminator": [
        60
      ],
      "accounts": [
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        },
        {
          "name": "slot",
          "type": "u8"
        }
      ]
    },
    {
      "name": "expireCommit",
      "docs": [
        "Closes the commitments of a wave that did not fill."
      ],
      "discriminator": [
        61
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "expireReveal",
      "docs": [
        "Closes reveals that did not come in time."
      ],
      "discriminator": [
        62
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "expireVotes",
      "docs": [
        "Closes commitments or reveals of a review that did not come in time."
      ],
      "discriminator": [
        113
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "finalizeProposal",
      "docs": [
        "Anyone writes down what the votes said."
      ],
      "discriminator": [
        91
      ],
      "accounts": [
        {
          "name": "proposal",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "foldPage",
      "docs": [
        "Folds a page's totals into its task."
      ],
      "discriminator": [
        63
      ],
      "accounts": [
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "fundPage",
      "docs": [
        "Escrow moves from a task to a page."
      ],
      "discriminator": [
        36
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "fundTask",
      "docs": [
        "Anyone puts TAG into a task's escrow, at the start or later."
      ],
      "discriminator": [
        31
      ],
      "accounts": [
        {
          "name": "payer",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "growPool",
      "docs": [
        "Pays for the next part of a pool's account."
      ],
      "discriminator": [
        101
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "pool",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "initializeConfig",
      "docs": [
        "The deployer creates config and vaults, once."
      ],
      "discriminator": [
        0
      ],
      "accounts": [
        {
          "name": "upgradeAuthority",
          "writable": true,
          "signer": true
        },
        {
          "name": "programData",
          "docs": [
            "CHECK: pinned by its seeds under the loader; the handler reads the authority from it."
          ],
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  6,
                  206,
                  154,
                  53,
                  160,
                  39,
                  153,
                  226,
                  135,
                  129,
                  13,
                  170,
                  51,
                  157,
                  113,
                  17,
                  188,
                  114,
                  197,
                  190,
                  75,
                  244,
                  148,
                  185,
                  210,
                  162,
                  45,
                  131,
                  84,
                  24,
                  220,
                  65
                ]
              }
            ],
            "program": {
              "kind": "const",
              "value": [
                2,
                168,
                246,
                145,
                78,
                136,
                161,
                176,
                226,
                16,
                21,
                62,
                247,
                99,
                174,
                43,
                0,
                194,
                185,
                61,
                22,
                193,
                36,
                210,
                192,
                83,
                122,
                16,
                4,
                128,
                0,
                0
              ]
            }
          }
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "stakeVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "tagMint"
        },
        {
          "name": "stakeTokens",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  116,
                  111,
                  107,
                  101,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  116,
                  111,
                  107,
                  101,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "treasury"
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "initializeConfigArgs"
            }
          }
        }
      ]
    },
    {
      "name": "initializeDomains",
      "docs": [
        "Anyone creates the list of domains, once."
      ],
      "discriminator": [
        81
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "domains",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  111,
                  109,
                  97,
                  105,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "initializeGovernance",
      "docs": [
        "The deployer writes down the first rules of voting, once."
      ],
      "discriminator": [
        80
      ],
      "accounts": [
        {
          "name": "upgradeAuthority",
          "writable": true,
          "signer": true
        },
        {
          "name": "programData",
          "docs": [
            "CHECK: pinned by its seeds under the loader; the handler reads the authority from it."
          ],
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  6,
                  206,
                  154,
                  53,
                  160,
                  39,
                  153,
                  226,
                  135,
                  129,
                  13,
                  170,
                  51,
                  157,
                  113,
                  17,
                  188,
                  114,
                  197,
                  190,
                  75,
                  244,
                  148,
                  185,
                  210,
                  162,
                  45,
                  131,
                  84,
                  24,
                  220,
                  65
                ]
              }
            ],
            "program": {
              "kind": "const",
              "value": [
                2,
                168,
                246,
                145,
                78,
                136,
                161,
                176,
                226,
                16,
                21,
                62,
                247,
                99,
                174,
                43,
                0,
                194,
                185,
                61,
                22,
                193,
                36,
                210,
                192,
                83,
                122,
                16,
                4,
                128,
                0,
                0
              ]
            }
          }
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "params",
          "type": {
            "defined": {
              "name": "governanceParams"
            }
          }
        }
      ]
    },
    {
      "name": "joinPool",
      "docs": [
        "Becomes a validator, or adds to the bond."
      ],
      "discriminator": [
        102
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "pool",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "bond",
          "type": "u64"
        }
      ]
    },
    {
      "name": "joinTask",
      "docs": [
        "A member takes a seat in a task and locks stake behind it."
      ],
      "discriminator": [
        18
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  101,
                  97,
                  116
                ]
              },
              {
                "kind": "account",
                "path": "task"
              },
              {
                "kind": "account",
                "path": "wallet"
              }
            ]
          }
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "rulesHash",
          "type": {
            "array": [
              "u8",
              32
            ]
          }
        },
        {
          "name": "bond",
          "type": "u64"
        }
      ]
    },
    {
      "name": "leaveDataset",
      "docs": [
        "A contributor gives up his seat in a dataset."
      ],
      "discriminator": [
        127
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "seat"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the wallet's, neither holds data."
          ],
          "writable": true,
          "relations": [
            "seat"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "leavePool",
      "docs": [
        "Stops being drawn."
      ],
      "discriminator": [
        103
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member"
        },
        {
          "name": "pool",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "leaveTask",
      "docs": [
        "A seat is given up."
      ],
      "discriminator": [
        20
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "seat"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the caller's, neither holds data."
          ],
          "writable": true,
          "relations": [
            "seat"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "lockVotes",
      "docs": [
        "A member turns active stake into votes."
      ],
      "discriminator": [
        83
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "voter",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "openGold",
      "docs": [
        "The requester opens the gold of one panel."
      ],
      "discriminator": [
        40
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "openGoldArgs"
            }
          }
        }
      ]
    },
    {
      "name": "openOffer",
      "docs": [
        "The publisher offers one kind of licence."
      ],
      "discriminator": [
        121
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "publisher",
          "signer": true,
          "relations": [
            "dataset"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "offer",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "offerArgs"
            }
          }
        }
      ]
    },
    {
      "name": "openPage",
      "docs": [
        "The requester opens a page."
      ],
      "discriminator": [
        35
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        },
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "openPanels",
      "docs": [
        "The requester opens panels on a page."
      ],
      "discriminator": [
        38
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "specs",
          "type": {
            "vec": {
              "defined": {
                "name": "panelSpec"
              }
            }
          }
        }
      ]
    },
    {
      "name": "openPool",
      "docs": [
        "Anyone opens the first shard of the validators' pool, the admin further ones."
      ],
      "discriminator": [
        100
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "pool",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "openTask",
      "docs": [
        "A requester opens a task."
      ],
      "discriminator": [
        30
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "requester",
          "signer": true,
          "address": "member.wallet"
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "domains",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  111,
                  109,
                  97,
                  105,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "requester"
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "openTaskArgs"
            }
          }
        }
      ]
    },
    {
      "name": "openValidatorSeat",
      "docs": [
        "A validator opens a seat for his part of a dataset's revenue."
      ],
      "discriminator": [
        134
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  101,
                  97,
                  116
                ]
              },
              {
                "kind": "account",
                "path": "task"
              },
              {
                "kind": "account",
                "path": "wallet"
              }
            ]
          }
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "pause",
      "docs": [
        "Guardian or admin pauses entries for a limited time."
      ],
      "discriminator": [
        4
      ],
      "accounts": [
        {
          "name": "guardian",
          "signer": true
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": "u8"
        },
        {
          "name": "seconds",
          "type": "u32"
        }
      ]
    },
    {
      "name": "proposeAdmin",
      "docs": [
        "The admin names a successor."
      ],
      "discriminator": [
        2
      ],
      "accounts": [
        {
          "name": "admin",
          "signer": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        }
      ],
      "args": [
        {
          "name": "revision",
          "type": "u64"
        },
        {
          "name": "expiresAt",
          "type": "u64"
        },
        {
          "name": "successor",
          "type": "pubkey"
        }
      ]
    },
    {
      "name": "publishDataset",
      "docs": [
        "A publisher puts a dataset up."
      ],
      "discriminator": [
        120
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "publisher",
          "signer": true,
          "address": "member.wallet"
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "publisher"
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true,
          "optional": true
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: created here."
          ],
          "writable": true
        },
        {
          "name": "dataset",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  97,
                  116,
                  97,
                  115,
                  101,
                  116
                ]
              },
              {
                "kind": "account",
                "path": "mint"
              }
            ]
          }
        },
        {
          "name": "metadata",
          "docs": [
            "CHECK: Token Metadata checks it."
          ],
          "writable": true
        },
        {
          "name": "edition",
          "docs": [
            "CHECK: Token Metadata checks it."
          ],
          "writable": true
        },
        {
          "name": "tokens",
          "docs": [
            "CHECK: the publisher's account of the title; the associated token program checks it."
          ],
          "writable": true
        },
        {
          "name": "tokenMetadata",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s"
        },
        {
          "name": "associatedToken",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        },
        {
          "name": "systemProgram",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "publishArgs"
            }
          }
        }
      ]
    },
    {
      "name": "pushPayouts",
      "docs": [
        "Pushes the balances of members who asked for it."
      ],
      "discriminator": [
        66
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "escrowVault",
          "docs": [
            "CHECK: pinned by its seeds; loaded around the transfer, because the batch wants it unborrowed."
          ],
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "docs": [
            "CHECK: pinned by its seeds; loaded around the transfer, because the batch wants it unborrowed."
          ],
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  116,
                  111,
                  107,
                  101,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    },
    {
      "name": "recyclePage",
      "docs": [
        "Gives the room of finished panels back."
      ],
      "discriminator": [
        64
      ],
      "accounts": [
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "redeemTicket",
      "docs": [
        "Anyone gives a member the panels his ticket got."
      ],
      "discriminator": [
        56
      ],
      "accounts": [
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "docs": [
            "CHECK: the ticket's page: read as one, or its address is derived when it was closed."
          ],
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "refundPurchase",
      "docs": [
        "No key came in time."
      ],
      "discriminator": [
        125
      ],
      "accounts": [
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "publisher",
          "docs": [
            "The publisher's."
          ],
          "writable": true
        },
        {
          "name": "member",
          "docs": [
            "The buyer's; nobody buys from himself here, see `buy_license`."
          ],
          "writable": true
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: the licence names it."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "metas",
          "docs": [
            "CHECK: derived from the mint."
          ],
          "writable": true
        },
        {
          "name": "tokens",
          "docs": [
            "CHECK: where the token is; the mint can't be closed with another."
          ],
          "writable": true
        },
        {
          "name": "holder",
          "docs": [
            "CHECK: the licence names him; gets what he added to his account of it."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "refundTask",
      "docs": [
        "The requester takes free escrow back."
      ],
      "discriminator": [
        32
      ],
      "accounts": [
        {
          "name": "requester",
          "signer": true,
          "relations": [
            "task"
          ]
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "releasePanel",
      "docs": [
        "A panel nobody sat on is given up."
      ],
      "discriminator": [
        39
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "removeValidator",
      "docs": [
        "Takes a validator who left out of the pool."
      ],
      "discriminator": [
        119
      ],
      "accounts": [
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "pool",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "renewLicense",
      "docs": [
        "Another term of a licence is paid."
      ],
      "discriminator": [
        132
      ],
      "accounts": [
        {
          "name": "payer",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "offer"
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: the licence names it."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "most",
          "type": "u64"
        }
      ]
    },
    {
      "name": "retargetDraw",
      "docs": [
        "Gives a draw a new block."
      ],
      "discriminator": [
        110
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "returnClaim",
      "docs": [
        "A member gives a claim back."
      ],
      "discriminator": [
        57
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        },
        {
          "name": "slot",
          "type": "u8"
        }
      ]
    },
    {
      "name": "reveal",
      "docs": [
        "A member reveals answers."
      ],
      "discriminator": [
        52
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member"
        },
        {
          "name": "seat"
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "revealEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "revealVotes",
      "docs": [
        "A validator reveals votes."
      ],
      "discriminator": [
        112
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member"
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "revealEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "rewrapLicense",
      "docs": [
        "A licence's key is wrapped for the key its holder has now."
      ],
      "discriminator": [
        135
      ],
      "accounts": [
        {
          "name": "dataset",
          "docs": [
            "CHECK: the licence names it; loaded by the handler for a wrap by its publisher."
          ],
          "relations": [
            "license"
          ]
        },
        {
          "name": "member"
        },
        {
          "name": "license",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "delivery",
          "type": {
            "defined": {
              "name": "delivery"
            }
          }
        },
        {
          "name": "byPublisher",
          "type": "bool"
        }
      ]
    },
    {
      "name": "setDelegate",
      "docs": [
        "A member lets another wallet cast his votes, or takes that back."
      ],
      "discriminator": [
        85
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "voter"
          ]
        },
        {
          "name": "voter",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "delegate",
          "type": "pubkey"
        }
      ]
    },
    {
      "name": "setKey",
      "docs": [
        "A member names the key others encrypt for him with."
      ],
      "discriminator": [
        21
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "key",
          "type": {
            "array": [
              "u8",
              32
            ]
          }
        }
      ]
    },
    {
      "name": "setPayout",
      "docs": [
        "A member asks for pushed payouts, or withdraws that wish."
      ],
      "discriminator": [
        13
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "payout",
          "optional": true
        }
      ],
      "args": []
    },
    {
      "name": "setSession",
      "docs": [
        "A wallet lends claim, commit and reveal to a session key."
      ],
      "discriminator": [
        12
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "session",
          "type": "pubkey"
        },
        {
          "name": "until",
          "type": "u64"
        }
      ]
    },
    {
      "name": "settle",
      "docs": [
        "Anyone settles panels."
      ],
      "discriminator": [
        53
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "panels",
          "type": {
            "vec": "u64"
          }
        }
      ]
    },
    {
      "name": "settleCase",
      "docs": [
        "Counts the votes of a review."
      ],
      "discriminator": [
        114
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "stake",
      "docs": [
        "A member stakes TAG."
      ],
      "discriminator": [
        14
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "stakeVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "stakeTokens",
          "writable": true,
          "address": "stake_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "sweepTask",
      "docs": [
        "Sends on fees and slashes of a task."
      ],
      "discriminator": [
        65
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "stakeVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "stakeTokens",
          "writable": true,
          "address": "stake_vault.tokens"
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "treasury",
          "docs": [
            "CHECK: pinned by the config; loaded by the handler, which goes on without it when it is gone."
          ],
          "writable": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "tagMint",
          "writable": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    },
    {
      "name": "takeRevenue",
      "docs": [
        "The publisher's part goes to his balance, the fee to the treasury."
      ],
      "discriminator": [
        128
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "treasury",
          "docs": [
            "CHECK: pinned by the config; loaded by the handler, which goes on without it when it is gone."
          ],
          "writable": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    },
    {
      "name": "takeTicket",
      "docs": [
        "A member asks for panels; a coming block decides which."
      ],
      "discriminator": [
        55
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "config"
        },
        {
          "name": "member"
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page"
        }
      ],
      "args": [
        {
          "name": "count",
          "type": "u8"
        }
      ]
    },
    {
      "name": "transferLicense",
      "docs": [
        "A holder pays for a transfer and names the receiver."
      ],
      "discriminator": [
        131
      ],
      "accounts": [
        {
          "name": "holder",
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "docs": [
            "CHECK: the licence names it; loaded by the handler, which goes on without it when it is gone."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "to",
          "type": "pubkey"
        },
        {
          "name": "price",
          "type": "u64"
        }
      ]
    },
    {
      "name": "unfundPage",
      "docs": [
        "Free money moves from a page back to its task."
      ],
      "discriminator": [
        37
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "unlockVotes",
      "docs": [
        "A member turns votes back into active stake."
      ],
      "discriminator": [
        84
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "voter",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "unpause",
      "docs": [
        "The admin ends a pause early."
      ],
      "discriminator": [
        5
      ],
      "accounts": [
        {
          "name": "admin",
          "signer": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        }
      ],
      "args": []
    },
    {
      "name": "unstake",
      "docs": [
        "A member starts the cool-down of active stake."
      ],
      "discriminator": [
        15
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "updateConfig",
      "docs": [
        "The admin changes parameters, guardian or treasury."
      ],
      "discriminator": [
        1
      ],
      "accounts": [
        {
          "name": "admin",
          "signer": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "treasury"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "updateConfigArgs"
            }
          }
        }
      ]
    },
    {
      "name": "upgradeLicense",
      "docs": [
        "A licence moves to another offer of its dataset."
      ],
      "discriminator": [
        136
      ],
      "accounts": [
        {
          "name": "holder",
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "offer",
          "writable": true
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "docs": [
            "CHECK: the licence names it."
          ],
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
          "docs": [
            "CHECK: an address only."
          ],
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "upgradeArgs"
            }
          }
        }
      ]
    },
    {
      "name": "weighValidator",
      "docs": [
        "Brings a validator's weight up to date."
      ],
      "discriminator": [
        104
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member"
        },
        {
          "name": "pool",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "withdrawBalance",
      "docs": [
        "A member takes out earnings or refunds."
      ],
      "discriminator": [
        17
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "escrowVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrowTokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "to",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "withdrawBid",
      "docs": [
        "A bid goes back."
      ],
      "discriminator": [
        139
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "bid",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "rentPayer",
          "docs": [
            "CHECK: the address stored when the rent was paid; may be the caller's, neither holds data."
          ],
          "writable": true,
          "relations": [
            "bid"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "withdrawDataset",
      "docs": [
        "The publisher sells no more of a dataset."
      ],
      "discriminator": [
        129
      ],
      "accounts": [
        {
          "name": "publisher",
          "signer": true,
          "relations": [
            "dataset"
          ]
        },
        {
          "name": "dataset",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "withdrawStake",
      "docs": [
        "A member takes out cooled-down stake."
      ],
      "discriminator": [
        16
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "stakeVault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "stakeTokens",
          "writable": true,
          "address": "stake_vault.tokens"
        },
        {
          "name": "to",
          "writable": true
        },
        {
          "name": "tagMint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "tokenProgram",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    }
  ],
  "accounts": [
    {
      "name": "ballot",
      "discriminator": [
        3,
        232,
        121,
        204,
        232,
        137,
        138,
        164
      ]
    },
    {
      "name": "bid",
      "discriminator": [
        143,
        246,
        48,
        245,
        42,
        145,
        180,
        88
      ]
    },
    {
      "name": "config",
      "discriminator": [
        155,
        12,
        170,
        224,
        30,
        250,
        204,
        130
      ]
    },
    {
      "name": "dataset",
      "discriminator": [
        242,
        85,
        87,
        90,
        234,
        188,
        241,
        17
      ]
    },
    {
      "name": "domains",
      "discriminator": [
        134,
        251,
        158,
        34,
        134,
        143,
        4,
        127
      ]
    },
    {
      "name": "governance",
      "discriminator": [
        18,
        143,
        88,
        13,
        73,
        217,
        47,
        49
      ]
    },
    {
      "name": "license",
      "discriminator": [
        248,
        152,
        195,
        100,
        185,
        108,
        176,
        231
      ]
    },
    {
      "name": "member",
      "discriminator": [
        54,
        19,
        162,
        21,
        29,
        166,
        17,
        198
      ]
    },
    {
      "name": "offer",
      "discriminator": [
        215,
        88,
        60,
        71,
        170,
        162,
        73,
        229
      ]
    },
    {
      "name": "page",
      "discriminator": [
        133,
        127,
        192,
        87,
        206,
        149,
        195,
        14
      ]
    },
    {
      "name": "pool",
      "discriminator": [
        241,
        154,
        109,
        4,
        17,
        177,
        109,
        188
      ]
    },
    {
      "name": "proposal",
      "discriminator": [
        26,
        94,
        189,
        187,
        116,
        136,
        53,
        33
      ]
    },
    {
      "name": "seat",
      "discriminator": [
        90,
        228,
        22,
        90,
        162,
        86,
        173,
        26
      ]
    },
    {
      "name": "task",
      "discriminator": [
        79,
        34,
        229,
        55,
        88,
        90,
        55,
        84
      ]
    },
    {
      "name": "vault",
      "discriminator": [
        211,
        8,
        232,
        43,
        2,
        152,
        117,
        119
      ]
    },
    {
      "name": "voter",
      "discriminator": [
        241,
        93,
        35,
        191,
        254,
        147,
        17,
        202
      ]
    }
  ],
  "events": [
    {
      "name": "ballotCast",
      "discriminator": [
        194,
        0,
        41,
        178,
        6,
        3,
        169,
        32
      ]
    },
    {
      "name": "ballotClosed",
      "discriminator": [
        107,
        216,
        180,
        104,
        51,
        179,
        205,
        107
      ]
    },
    {
      "name": "bidChanged",
      "discriminator": [
        206,
        128,
        51,
        196,
        137,
        11,
        46,
        219
      ]
    },
    {
      "name": "caseConcluded",
      "discriminator": [
        165,
        216,
        252,
        22,
        73,
        33,
        239,
        36
      ]
    },
    {
      "name": "caseMoved",
      "discriminator": [
        152,
        117,
        172,
        107,
        233,
        122,
        213,
        238
      ]
    },
    {
      "name": "claimExcused",
      "discriminator": [
        129,
        21,
        166,
        57,
        157,
        82,
        120,
        103
      ]
    },
    {
      "name": "collected",
      "discriminator": [
        67,
        109,
        138,
        167,
        168,
        239,
        2,
        207
      ]
    },
    {
      "name": "configChanged",
      "discriminator": [
        147,
        25,
        86,
        98,
        98,
        77,
        78,
        192
      ]
    },
    {
      "name": "datasetChanged",
      "discriminator": [
        5,
        101,
        227,
        196,
        161,
        120,
        106,
        116
      ]
    },
    {
      "name": "domainsChanged",
      "discriminator": [
        217,
        242,
        132,
        152,
        224,
        156,
        107,
        211
      ]
    },
    {
      "name": "governanceChanged",
      "discriminator": [
        180,
        109,
        101,
        77,
        34,
        151,
        213,
        2
      ]
    },
    {
      "name": "licenseChanged",
      "discriminator": [
        167,
        174,
        169,
        111,
        165,
        148,
        116,
        16
      ]
    },
    {
      "name": "licenseMoved",
      "discriminator": [
        252,
        95,
        80,
        125,
        246,
        111,
        217,
        40
      ]
    },
    {
      "name": "memberChanged",
      "discriminator": [
        138,
        48,
        234,
        3,
        180,
        83,
        79,
        243
      ]
    },
    {
      "name": "offerChanged",
      "discriminator": [
        32,
        88,
        1,
        75,
        123,
        236,
        26,
        154
      ]
    },
    {
      "name": "pageChanged",
      "discriminator": [
        130,
        64,
        189,
        217,
        158,
        53,
        57,
        200
      ]
    },
    {
      "name": "panelMoved",
      "discriminator": [
        148,
        11,
        119,
        69,
        75,
        93,
        8,
        233
      ]
    },
    {
      "name": "panelSettled",
      "discriminator": [
        40,
        18,
        178,
        123,
        201,
        229,
        226,
        204
      ]
    },
    {
      "name": "payoutsPushed",
      "discriminator": [
        131,
        254,
        171,
        136,
        249,
        10,
        142,
        254
      ]
    },
    {
      "name": "poolChanged",
      "discriminator": [
        79,
        81,
        38,
        228,
        57,
        200,
        168,
        142
      ]
    },
    {
      "name": "proposalMoved",
      "discriminator": [
        183,
        255,
        118,
        90,
        57,
        245,
        110,
        81
      ]
    },
    {
      "name": "proposalOpened",
      "discriminator": [
        118,
        111,
        242,
        245,
        53,
        115,
        95,
        209
      ]
    },
    {
      "name": "reputationChanged",
      "discriminator": [
        190,
        190,
        93,
        65,
        6,
        39,
        92,
        250
      ]
    },
    {
      "name": "revenueTaken",
      "discriminator": [
        124,
        162,
        64,
        230,
        241,
        3,
        61,
        217
      ]
    },
    {
      "name": "seatActed",
      "discriminator": [
        1,
        84,
        161,
        171,
        33,
        127,
        131,
        139
      ]
    },
    {
      "name": "seatChanged",
      "discriminator": [
        58,
        29,
        80,
        166,
        140,
        222,
        63,
        76
      ]
    },
    {
      "name": "taskChanged",
      "discriminator": [
        125,
        16,
        233,
        165,
        209,
        152,
        2,
        39
      ]
    },
    {
      "name": "taskKeyDelivered",
      "discriminator": [
        150,
        103,
        98,
        188,
        71,
        16,
        105,
        139
      ]
    },
    {
      "name": "taskSwept",
      "discriminator": [
        6,
        223,
        118,
        38,
        32,
        207,
        30,
        125
      ]
    },
    {
      "name": "ticketDropped",
      "discriminator": [
        123,
        200,
        87,
        72,
        15,
        10,
        54,
        249
      ]
    },
    {
      "name": "ticketTaken",
      "discriminator": [
        205,
        43,
        110,
        108,
        67,
        131,
        230,
        107
      ]
    },
    {
      "name": "tipPaid",
      "discriminator": [
        2,
        156,
        36,
        89,
        38,
        63,
        2,
        2
      ]
    },
    {
      "name": "validatorChanged",
      "discriminator": [
        59,
        121,
        4,
        77,
        62,
        29,
        214,
        54
      ]
    },
    {
      "name": "voterChanged",
      "discriminator": [
        114,
        65,
        226,
        179,
        215,
        203,
        42,
        159
      ]
    }
  ],
  "errors": [
    {
      "code": 6000,
      "name": "notUpgradeAuthority",
      "msg": "Only the program's upgrade authority may initialize the config: sign with that key"
    },
    {
      "code": 6001,
      "name": "notAdmin",
      "msg": "Only the admin may do this: sign with the admin key stored in the config"
    },
    {
      "code": 6002,
      "name": "notPendingAdmin",
      "msg": "Only the proposed admin may accept: sign with the key that was proposed"
    },
    {
      "code": 6003,
      "name": "notGuardian",
      "msg": "Only the guardian or the admin may pause"
    },
    {
      "code": 6004,
      "name": "staleRevision",
      "msg": "The config changed since this was signed: read its revision and sign again"
    },
    {
      "code": 6005,
      "name": "signatureExpired",
      "msg": "This signature expired: sign again with a later expiry"
    },
    {
      "code": 6006,
      "name": "parameterOutOfBounds",
      "msg": "A parameter is outside its hard bounds: see the parameter table in the documentation"
    },
    {
      "code": 6007,
      "name": "badTagMint",
      "msg": "The TAG mint must be a classic SPL Token mint without freeze authority"
    },
    {
      "code": 6008,
      "name": "zeroAddress",
      "msg": "The all-zero address can't be an authority or a recipient: name a real key"
    },
    {
      "code": 6009,
      "name": "paused",
      "msg": "This entry is paused: exits stay open, try again after the pause ends"
    },
    {
      "code": 6010,
      "name": "pauseTooSoon",
      "msg": "A pause may not follow this soon on the last one: wait until the cool-down is over"
    },
    {
      "code": 6011,
      "name": "unknownPauseBits",
      "msg": "Unknown pause bits: use the bits listed in the constants"
    },
    {
      "code": 6012,
      "name": "wrongVersion",
      "msg": "This account has another version than the program understands: upgrade the client or migrate the account"
    },
    {
      "code": 6013,
      "name": "wrongVault",
      "msg": "This token account is not the vault of the config: derive it again"
    },
    {
      "code": 6014,
      "name": "wrongMint",
      "msg": "This token account holds another mint than TAG"
    },
    {
      "code": 6015,
      "name": "wrongTokenOwner",
      "msg": "This token account does not belong to the wallet that is to be paid"
    },
    {
      "code": 6016,
      "name": "wrongTreasury",
      "msg": "The treasury must be the token account stored in the config"
    },
    {
      "code": 6017,
      "name": "wrongRentPayer",
      "msg": "The rent must go back to the account that paid it"
    },
    {
      "code": 6018,
      "name": "wrongMember",
      "msg": "This member account belongs to another wallet"
    },
    {
      "code": 6019,
      "name": "wrongSeat",
      "msg": "This seat belongs to another wallet or another task"
    },
    {
      "code": 6020,
      "name": "wrongPage",
      "msg": "This page belongs to another task"
    },
    {
      "code": 6021,
      "name": "notWallet",
      "msg": "Only the wallet itself may do this: a session key is not enough"
    },
    {
      "code": 6022,
      "name": "notMemberOrSession",
      "msg": "Sign with the member's wallet or with its session key"
    },
    {
      "code": 6023,
      "name": "sessionExpired",
      "msg": "The session key expired: set a new one with the wallet"
    },
    {
      "code": 6024,
      "name": "vaultInsolvent",
      "msg": "A vault holds less than it owes: nothing was moved, report this"
    },
    {
      "code": 6025,
      "name": "ledgerBroken",
      "msg": "A ledger does not add up: nothing was moved, report this"
    },
    {
      "code": 6026,
      "name": "zeroAmount",
      "msg": "The amount must be above zero"
    },
    {
      "code": 6027,
      "name": "notEnoughStake",
      "msg": "Not enough active stake: stake more TAG or leave a task first"
    },
    {
      "code": 6028,
      "name": "stillCooling",
      "msg": "Stake is still cooling down: withdraw after the time stored in the member account"
    },
    {
      "code": 6029,
      "name": "nothingCooling",
      "msg": "Nothing is cooling down: unstake first"
    },
    {
      "code": 6030,
      "name": "notEnoughBalance",
      "msg": "The balance is smaller than the amount: withdraw less"
    },
    {
      "code": 6031,
      "name": "memberInUse",
      "msg": "Close the member's tasks and seats and withdraw all stake and balance first"
    },
    {
      "code": 6032,
      "name": "sessionTooLong",
      "msg": "A session key may not live longer than the limit: choose an earlier expiry"
    },
    {
      "code": 6033,
      "name": "notRequester",
      "msg": "Only the requester may do this"
    },
    {
      "code": 6034,
      "name": "notOperator",
      "msg": "Only the requester or the task's operator key may do this"
    },
    {
      "code": 6035,
      "name": "badLabelShape",
      "msg": "Labels take 1, 2, 4 or 8 bits and the classes must fit them"
    },
    {
      "code": 6036,
      "name": "tooManyClasses",
      "msg": "Weighted consensus needs at most 16 classes: use majority or fewer classes"
    },
    {
      "code": 6037,
      "name": "unknownKind",
      "msg": "Unknown method, claim mode or kind of panel"
    },
    {
      "code": 6038,
      "name": "emptyTask",
      "msg": "A task needs at least one item and a price above zero"
    },
    {
      "code": 6039,
      "name": "windowOutOfBounds",
      "msg": "A window is outside the limits of the config"
    },
    {
      "code": 6040,
      "name": "bondTooSmall",
      "msg": "The bond per panel is below the minimum of the config"
    },
    {
      "code": 6041,
      "name": "badEnd",
      "msg": "The end of the task must lie in the future and within the limit of the config"
    },
    {
      "code": 6042,
      "name": "taskEnded",
      "msg": "The task has ended: nothing new can be opened or claimed"
    },
    {
      "code": 6043,
      "name": "taskRunning",
      "msg": "The task is still running: cancel it or wait for its end"
    },
    {
      "code": 6044,
      "name": "notEnoughEscrow",
      "msg": "The task's free escrow is smaller than the amount: fund the task first"
    },
    {
      "code": 6045,
      "name": "taskInUse",
      "msg": "Pages, seats or unswept money of the task remain: close and sweep them first"
    },
    {
      "code": 6046,
      "name": "wrongRules",
      "msg": "The rules hash given differs from the task's: read the rules again before you agree"
    },
    {
      "code": 6047,
      "name": "ownTask",
      "msg": "Requester and operator can't answer their own task"
    },
    {
      "code": 6048,
      "name": "badPageSize",
      "msg": "The page's size must be a multiple of eight within the limits"
    },
    {
      "code": 6049,
      "name": "notEnoughPageFunds",
      "msg": "The page's free money does not cover the most these panels can cost: fund the page first"
    },
    {
      "code": 6050,
      "name": "pageFull",
      "msg": "The page has no room for this panel: recycle settled panels or open another page"
    },
    {
      "code": 6051,
      "name": "pageInUse",
      "msg": "The page still holds live panels"
    },
    {
      "code": 6052,
      "name": "noSuchPanel",
      "msg": "There is no such live panel on this page"
    },
    {
      "code": 6053,
      "name": "badItems",
      "msg": "The panel's items lie outside the task, or there are none or too many"
    },
    {
      "code": 6054,
      "name": "badSeats",
      "msg": "The seats must be between one and sixteen, and waves must add up"
    },
    {
      "code": 6055,
      "name": "badDifficulty",
      "msg": "The difficulty must lie between half and three times the base price"
    },
    {
      "code": 6056,
      "name": "wrongPhase",
      "msg": "The panel is in another phase: read it again"
    },
    {
      "code": 6057,
      "name": "panelTaken",
      "msg": "Someone holds a seat on this panel: it can't be released"
    },
    {
      "code": 6058,
      "name": "panelFull",
      "msg": "All seats of this panel are taken"
    },
    {
      "code": 6059,
      "name": "alreadyOnPanel",
      "msg": "This member already sits on this panel"
    },
    {
      "code": 6060,
      "name": "wrongSlot",
      "msg": "There is no such slot on this panel, or it is held by another seat"
    },
    {
      "code": 6061,
      "name": "windowClosed",
      "msg": "The window is over: read the panel again, another step may be due"
    },
    {
      "code": 6062,
      "name": "windowOpen",
      "msg": "The window is still open: wait until its deadline"
    },
    {
      "code": 6063,
      "name": "claimsHeld",
      "msg": "Seats are still held without a commitment: expire those claims first"
    },
    {
      "code": 6064,
      "name": "badBatch",
      "msg": "The same entry is given twice, or none is given"
    },
    {
      "code": 6065,
      "name": "zeroCommitment",
      "msg": "The commitment must not be all zeros"
    },
    {
      "code": 6066,
      "name": "zeroSalt",
      "msg": "The salt must not be all zeros: draw 32 random bytes"
    },
    {
      "code": 6067,
      "name": "commitmentMismatch",
      "msg": "Answers and salt do not match the commitment"
    },
    {
      "code": 6068,
      "name": "badAnswerLength",
      "msg": "The packed answers have the wrong length for this panel"
    },
    {
      "code": 6069,
      "name": "dirtyTail",
      "msg": "Bits after the last answer must be zero"
    },
    {
      "code": 6070,
      "name": "noGold",
      "msg": "This task has no gold"
    },
    {
      "code": 6071,
      "name": "badGoldProof",
      "msg": "The gold does not lead to the root the task committed to"
    },
    {
      "code": 6072,
      "name": "badGoldEntries",
      "msg": "Gold entries must be sorted, unique, inside the panel and valid labels"
    },
    {
      "code": 6073,
      "name": "mathOverflow",
      "msg": "A number grew out of range: use smaller amounts"
    },
    {
      "code": 6074,
      "name": "badPrior",
      "msg": "A prior is at most 96 for a class, and zero where there is no class or no weighting"
    },
    {
      "code": 6075,
      "name": "wrongRemainingAccounts",
      "msg": "Wrong accounts were appended: give each pair once and in order"
    },
    {
      "code": 6076,
      "name": "votesLocked",
      "msg": "A ballot binds these votes: unlock them after the time stored in the voter account"
    },
    {
      "code": 6077,
      "name": "notEnoughVotes",
      "msg": "Fewer votes are locked than the amount: unlock less"
    },
    {
      "code": 6078,
      "name": "voterInUse",
      "msg": "Unlock all votes first, then close the voter account"
    },
    {
      "code": 6079,
      "name": "notVoterOrDelegate",
      "msg": "Only the owner of the votes or his delegate may cast them"
    },
    {
      "code": 6080,
      "name": "ownerVoted",
      "msg": "The owner of these votes cast them himself: his delegate can't change that"
    },
    {
      "code": 6081,
      "name": "noVotes",
      "msg": "These votes don't count for this proposal: lock them the day before a proposal is opened and keep them locked"
    },
    {
      "code": 6082,
      "name": "snapshotTooOld",
      "msg": "The votes changed too often since this proposal's snapshot: it can't be read any more"
    },
    {
      "code": 6083,
      "name": "unknownChoice",
      "msg": "Unknown choice: vote against, for, or abstain"
    },
    {
      "code": 6084,
      "name": "wrongBallot",
      "msg": "This ballot belongs to another proposal or to another wallet's votes"
    },
    {
      "code": 6085,
      "name": "wrongProposalState",
      "msg": "The proposal is in another state: read it again"
    },
    {
      "code": 6086,
      "name": "votingClosed",
      "msg": "Voting on this proposal is over: finalize it"
    },
    {
      "code": 6087,
      "name": "votingOpen",
      "msg": "Voting on this proposal may still go on: wait until it can't"
    },
    {
      "code": 6088,
      "name": "timelockRunning",
      "msg": "The proposal's time lock is running: wait until it ends"
    },
    {
      "code": 6089,
      "name": "proposalExpired",
      "msg": "The proposal was not executed in time: close it and open another"
    },
    {
      "code": 6090,
      "name": "proposalLive",
      "msg": "The proposal is still alive: wait until it was executed, failed or expired"
    },
    {
      "code": 6091,
      "name": "notCanceller",
      "msg": "Only the guardian may cancel a pause, and only the proposer a proposal nobody has voted on"
    },
    {
      "code": 6092,
      "name": "badChange",
      "msg": "A change names one kind and leaves everything of the other kinds zero"
    },
    {
      "code": 6093,
      "name": "changeTooLarge",
      "msg": "One proposal at most doubles or halves a parameter, and raises the fee by at most 1 %: go in steps"
    },
    {
      "code": 6094,
      "name": "quorumOutOfReach",
      "msg": "So many votes are not there: lock more first, or ask for a smaller quorum or deposit"
    },
    {
      "code": 6095,
      "name": "badDomainName",
      "msg": "A domain's name is 1 to 16 lower-case letters, digits and inner hyphens, padded with zeros"
    },
    {
      "code": 6096,
      "name": "domainExists",
      "msg": "There is or was a domain of this name"
    },
    {
      "code": 6097,
      "name": "domainsFull",
      "msg": "The list of domains is full"
    },
    {
      "code": 6098,
      "name": "noSuchDomain",
      "msg": "There is no such domain, or it is retired already"
    },
    {
      "code": 6099,
      "name": "lastDomain",
      "msg": "The last domain can't be retired: append another first"
    },
    {
      "code": 6100,
      "name": "seedNotReady",
      "msg": "The block that decides this draw does not exist yet: try again in a few seconds"
    },
    {
      "code": 6101,
      "name": "seedGone",
      "msg": "The chain has forgotten the block that decides: call retarget_draw for a draw, drop_ticket for a ticket"
    },
    {
      "code": 6102,
      "name": "poolNotReady",
      "msg": "This pool has not its full size yet: call grow_pool until it has"
    },
    {
      "code": 6103,
      "name": "poolFull",
      "msg": "The pool is full: join another shard"
    },
    {
      "code": 6104,
      "name": "wrongPool",
      "msg": "Give every shard of the pool once, in order"
    },
    {
      "code": 6105,
      "name": "noSuchValidator",
      "msg": "There is no such validator in this pool"
    },
    {
      "code": 6106,
      "name": "alreadyValidator",
      "msg": "This member is a validator already, or is leaving"
    },
    {
      "code": 6107,
      "name": "validatorInUse",
      "msg": "A validator leaves when the next epoch has begun and his last duty is collected"
    },
    {
      "code": 6108,
      "name": "wrongCandidate",
      "msg": "The appended account is not the seat address of the validator drawn next"
    },
    {
      "code": 6109,
      "name": "nothingToDraw",
      "msg": "Nobody is to be drawn for this panel now"
    },
    {
      "code": 6110,
      "name": "badReviewTerms",
      "msg": "Review terms contradict each other: seats are odd and at most 16 in the last round; payload tasks need reviews"
    },
    {
      "code": 6111,
      "name": "reviewFeeTooSmall",
      "msg": "The fee for a validator lies below the least one of the parameters"
    },
    {
      "code": 6112,
      "name": "badReviewItems",
      "msg": "Name at least one item of the panel, none twice, and no more than one review takes"
    },
    {
      "code": 6113,
      "name": "alreadyContested",
      "msg": "One of these items is under review already"
    },
    {
      "code": 6114,
      "name": "notAudited",
      "msg": "This panel was not drawn for an audit"
    },
    {
      "code": 6115,
      "name": "notOnPanel",
      "msg": "Only who answered on this panel may contest his score"
    },
    {
      "code": 6116,
      "name": "reviewOpen",
      "msg": "A review of this panel is still open"
    },
    {
      "code": 6117,
      "name": "noMoreAppeals",
      "msg": "This review was appealed as often as the task allows"
    },
    {
      "code": 6118,
      "name": "wrongCase",
      "msg": "That is another review's page or panel"
    },
    {
      "code": 6119,
      "name": "levelTooLow",
      "msg": "Your level in this domain is too low for the task: a level needs stake, measured work and, from 3 on, ten panels kept in a row"
    },
    {
      "code": 6120,
      "name": "overAccepting",
      "msg": "You accept wrong suggestions too often for this task: work on tasks without suggestions, or with a wider limit, first"
    },
    {
      "code": 6121,
      "name": "tooManyLures",
      "msg": "More gold items carry a wrong suggestion than the task announced"
    },
    {
      "code": 6122,
      "name": "noSuggestions",
      "msg": "A task with wrong suggestions names the hash of its suggestions, and gold"
    },
    {
      "code": 6123,
      "name": "claimAssigned",
      "msg": "This task assigns panels: take a ticket with take_ticket"
    },
    {
      "code": 6124,
      "name": "claimSelfChosen",
      "msg": "In this task members choose their panels: claim them with claim"
    },
    {
      "code": 6125,
      "name": "badTicket",
      "msg": "A ticket is for one to eight panels"
    },
    {
      "code": 6126,
      "name": "ticketOpen",
      "msg": "This seat has an open ticket: redeem it first, or drop it once its block is forgotten"
    },
    {
      "code": 6127,
      "name": "noTicket",
      "msg": "This seat has no open ticket: take one with take_ticket"
    },
    {
      "code": 6128,
      "name": "ticketLive",
      "msg": "This ticket can still be redeemed: call redeem_ticket"
    },
    {
      "code": 6129,
      "name": "badKey",
      "msg": "These 32 bytes are no key: derive it with deliveryKey of the client's keys"
    },
    {
      "code": 6130,
      "name": "tooManyShares",
      "msg": "Contributors and validators together can't have more than all of the revenue"
    },
    {
      "code": 6131,
      "name": "sharesHeld",
      "msg": "This seat has accepted labels, and a dataset is or may yet be published: only its member may give it up"
    },
    {
      "code": 6132,
      "name": "notPublishable",
      "msg": "The requester may publish a task's dataset from the end of the task, once its pages are closed, for 90 days"
    },
    {
      "code": 6133,
      "name": "wrongRoot",
      "msg": "The records root is another than the task's: build it from all panels in the order they left their pages"
    },
    {
      "code": 6134,
      "name": "unclassifiedLicence",
      "msg": "Say under which licence: its class, its text and the conditions of the offer"
    },
    {
      "code": 6135,
      "name": "datasetWithdrawn",
      "msg": "This dataset is not sold any more"
    },
    {
      "code": 6136,
      "name": "datasetInUse",
      "msg": "Offers, purchases or money wait: close, deliver, refund and pay them out first"
    },
    {
      "code": 6137,
      "name": "wrongDataset",
      "msg": "This account belongs to another dataset or offer"
    },
    {
      "code": 6138,
      "name": "notPublisher",
      "msg": "Only the publisher of the dataset may do this"
    },
    {
      "code": 6139,
      "name": "priceTooHigh",
      "msg": "The price is above what the buyer is ready to pay: look at the offer again"
    },
    {
      "code": 6140,
      "name": "wrongTerms",
      "msg": "The offer's terms are not those the buyer agreed to: look at the offer again"
    },
    {
      "code": 6141,
      "name": "soldOut",
      "msg": "All licences of this offer are sold"
    },
    {
      "code": 6142,
      "name": "notAllowed",
      "msg": "This offer is for named buyers: give the path of the buyer's wallet"
    },
    {
      "code": 6143,
      "name": "noKey",
      "msg": "This member has no key others could encrypt for: name one with set_key"
    },
    {
      "code": 6144,
      "name": "wrongWrap",
      "msg": "The wrap does not hold the key that was committed to for this recipient: make it with wrapKey"
    },
    {
      "code": 6145,
      "name": "ownDataset",
      "msg": "The publisher needs no licence of his own dataset"
    },
    {
      "code": 6146,
      "name": "wrongLicenceState",
      "msg": "This licence is in another state"
    },
    {
      "code": 6147,
      "name": "notHolder",
      "msg": "Only the holder of the licence may do this"
    },
    {
      "code": 6148,
      "name": "ownLicense",
      "msg": "This licence is yours already"
    },
    {
      "code": 6149,
      "name": "licenseHere",
      "msg": "The licence is in this account: it can be closed when the licence has left"
    },
    {
      "code": 6150,
      "name": "licenseAccused",
      "msg": "Validators judge whether this licence was broken: until they have, it stays with its holder and is not accused again"
    },
    {
      "code": 6151,
      "name": "badCourt",
      "msg": "A breach is judged in a fresh task of the publisher: two classes of one bit, at least five validators, at least one appeal"
    },
    {
      "code": 6152,
      "name": "priceTooLow",
      "msg": "The bid is lower than what you asked for at least: it was changed, look at it again"
    },
    {
      "code": 6153,
      "name": "notAnUpgrade",
      "msg": "An upgrade costs more than what was paid for the licence: buy the other licence instead"
    },
    {
      "code": 6154,
      "name": "belowRoyalty",
      "msg": "The bid does not cover the royalty of this licence: wait for a higher one"
    },
    {
      "code": 6155,
      "name": "notBurnable",
      "msg": "This licence can be burnt by its holder, by others 30 days after it expired, by nobody while its key is to come"
    },
    {
      "code": 6156,
      "name": "nothingOwed",
      "msg": "Nothing is owed here yet: try again after the next sale"
    },
    {
      "code": 6157,
      "name": "nothingPromised",
      "msg": "This task promised validators no part of its revenue, or its dataset is published already"
    },
    {
      "code": 6158,
      "name": "validatorSeat",
      "msg": "This seat is a validator's and has no bond: leave it and join the task to answer"
    },
    {
      "code": 6159,
      "name": "wrongProgram",
      "msg": "This is another program than the one that is called here"
    },
    {
      "code": 6160,
      "name": "badNftText",
      "msg": "A name takes 1 to 32 bytes, an address 1 to 200, a field 1 to 64; none has control characters"
    },
    {
      "code": 6161,
      "name": "notTransferHook",
      "msg": "This is not the instruction of a transfer hook: Token-2022 calls it, nobody else needs to"
    },
    {
      "code": 6162,
      "name": "notTransferring",
      "msg": "Only Token-2022 calls the hook, during a transfer: send the licence with its transfer instruction"
    },
    {
      "code": 6163,
      "name": "wrongLicense",
      "msg": "This licence belongs to another mint"
    },
    {
      "code": 6164,
      "name": "notWholeLicense",
      "msg": "A licence moves whole: transfer an amount of 1"
    },
    {
      "code": 6165,
      "name": "reownableTokens",
      "msg": "Send a licence to an associated token account: others can be given away without a transfer"
    },
    {
      "code": 6166,
      "name": "licenseNotActive",
      "msg": "This licence is not in force: its key was not delivered yet, or it was revoked"
    },
    {
      "code": 6167,
      "name": "licenseExpired",
      "msg": "This licence has expired: renew it first"
    },
    {
      "code": 6168,
      "name": "licenseNotTransferable",
      "msg": "The terms of this licence don't let it change hands"
    },
    {
      "code": 6169,
      "name": "transferNotApproved",
      "msg": "Nothing was paid for this transfer: call transfer_license for this receiver before it, in the same transaction"
    },
    {
      "code": 6170,
      "name": "notPrivate",
      "msg": "The items of this task are public: there is no key to deliver"
    },
    {
      "code": 6171,
      "name": "keyDelivered",
      "msg": "This seat has its key already: read it from the seat"
    }
  ],
  "types": [
    {
      "name": "ballot",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "choice",
            "docs": [
              "See `rules::votes::choice`."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                5
              ]
            }
          },
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "docs": [
              "Whose votes these are."
            ],
            "type": "pubkey"
          },
          {
            "name": "castBy",
            "docs": [
              "Who cast them last: the wallet or its delegate."
            ],
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "docs": [
              "Gets the rent back when the ballot is closed."
            ],
            "type": "pubkey"
          },
          {
            "name": "weight",
            "docs": [
              "Votes, base units of locked stake."
            ],
            "type": "u64"
          },
          {
            "name": "closableFrom",
            "docs": [
              "Unix seconds from which anyone may close the ballot: the vote can't go on any more."
            ],
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "ballotCast",
      "docs": [
        "A ballot was cast or changed; where the vote stands now."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "castBy",
            "type": "pubkey"
          },
          {
            "name": "choice",
            "type": "u8"
          },
          {
            "name": "weight",
            "type": "u64"
          },
          {
            "name": "against",
            "type": "u64"
          },
          {
            "name": "inFavour",
            "type": "u64"
          },
          {
            "name": "abstain",
            "type": "u64"
          },
          {
            "name": "endsAt",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "ballotClosed",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          }
        ]
      }
    },
    {
      "name": "bid",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                6
              ]
            }
          },
          {
            "name": "license",
            "type": "pubkey"
          },
          {
            "name": "bidder",
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "price",
            "docs": [
              "Base units in the escrow vault."
            ],
            "type": "u64"
          },
          {
            "name": "until",
            "docs": [
              "Unix seconds: nobody takes it afterwards, and anyone gives it back."
            ],
            "type": "u64"
          },
          {
            "name": "termsHash",
            "docs": [
              "What he bids for: the terms by their hash, and the least time the licence must last (zero: for ever)."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "expiresAt",
            "type": "u64"
          },
          {
            "name": "recipient",
            "docs": [
              "His key as of the bid."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "bidArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "price",
            "docs": [
              "Base units."
            ],
            "type": "u64"
          },
          {
            "name": "until",
            "docs": [
              "Unix seconds until which the bid stands."
            ],
            "type": "u64"
          },
          {
            "name": "termsHash",
            "docs": [
              "SHA-256 of the terms he bids for."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "bidChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "license",
            "type": "pubkey"
          },
          {
            "name": "bidder",
            "type": "pubkey"
          },
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          },
          {
            "name": "what",
            "docs": [
              "See the constants."
            ],
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "buyArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "nonce",
            "docs": [
              "Chosen by the buyer; the same purchase sent twice is refused."
            ],
            "type": "u64"
          },
          {
            "name": "most",
            "docs": [
              "Base units the buyer is ready to pay."
            ],
            "type": "u64"
          },
          {
            "name": "termsHash",
            "docs": [
              "SHA-256 of the terms he agrees to."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "path",
            "docs": [
              "Of an offer for named buyers: the path from his wallet to its root."
            ],
            "type": {
              "vec": {
                "array": [
                  "u8",
                  32
                ]
              }
            }
          }
        ]
      }
    },
    {
      "name": "case",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "subjectPage",
            "docs": [
              "Page and number of the panel whose items are judged; for a breach the licence, and zero."
            ],
            "type": "pubkey"
          },
          {
            "name": "subject",
            "type": "u64"
          },
          {
            "name": "funder",
            "docs": [
              "Wallet that asked; what is left of the deposit is his."
            ],
            "type": "pubkey"
          },
          {
            "name": "deposit",
            "docs": [
              "Base units paid in for this round; zero once concluded."
            ],
            "type": "u64"
          },
          {
            "name": "seed",
            "docs": [
              "Hash of the block that decides who is drawn; zero until it is known."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "target",
            "docs": [
              "Slot whose block that is."
            ],
            "type": "u64"
          },
          {
            "name": "parent",
            "docs": [
              "Number of the round before, plus one; zero for the first."
            ],
            "type": "u64"
          },
          {
            "name": "tries",
            "docs": [
              "Candidates tried with this seed."
            ],
            "type": "u16"
          },
          {
            "name": "retargets",
            "docs": [
              "How often the seed was not taken in time."
            ],
            "type": "u16"
          },
          {
            "name": "wanted",
            "docs": [
              "Seats to fill before the panel may commit."
            ],
            "type": "u8"
          },
          {
            "name": "round",
            "type": "u8"
          },
          {
            "name": "reason",
            "docs": [
              "See [`reason`]."
            ],
            "type": "u8"
          },
          {
            "name": "substituted",
            "docs": [
              "1 once substitutes were drawn."
            ],
            "type": "u8"
          },
          {
            "name": "bond",
            "docs": [
              "Of a breach: base units of the deposit that are the holder's when he is acquitted."
            ],
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "caseConcluded",
      "docs": [
        "A review ended. An item without a verdict keeps its label and is written as 255."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "subjectPage",
            "type": "pubkey"
          },
          {
            "name": "subject",
            "type": "u64"
          },
          {
            "name": "changed",
            "type": "u16"
          },
          {
            "name": "returned",
            "type": "u64"
          },
          {
            "name": "verdict",
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "caseMoved",
      "docs": [
        "A review was opened, drawn for, or moved on."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "subjectPage",
            "type": "pubkey"
          },
          {
            "name": "subject",
            "type": "u64"
          },
          {
            "name": "round",
            "type": "u8"
          },
          {
            "name": "phase",
            "type": "u8"
          },
          {
            "name": "seats",
            "type": "u8"
          },
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "target",
            "docs": [
              "Slot whose block decides the draw."
            ],
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "change",
      "docs": [
        "One change. What the kind does not use is zero."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "kind",
            "docs": [
              "See [`kind`]."
            ],
            "type": "u8"
          },
          {
            "name": "pauseEntries",
            "docs": [
              "Bits `PAUSE_*` of a pause."
            ],
            "type": "u8"
          },
          {
            "name": "domain",
            "docs": [
              "Place of the domain to retire."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "pauseSecs",
            "type": "u32"
          },
          {
            "name": "name",
            "docs": [
              "Name of the domain to append, padded with zeros."
            ],
            "type": {
              "array": [
                "u8",
                16
              ]
            }
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "params"
              }
            }
          },
          {
            "name": "governance",
            "type": {
              "defined": {
                "name": "governanceParams"
              }
            }
          }
        ]
      }
    },
    {
      "name": "checkpoint",
      "docs": [
        "From this day on, and until the next checkpoint, votes weigh `amount`."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "amount",
            "type": "u64"
          },
          {
            "name": "epoch",
            "docs": [
              "Unix day."
            ],
            "type": "u32"
          },
          {
            "name": "reserved",
            "type": "u32"
          }
        ]
      }
    },
    {
      "name": "claimExcused",
      "docs": [
        "A claim on a private panel lapsed because its member had no key in time: it cost him nothing, and he may have been paid."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "compensation",
            "type": "u64"
          },
          {
            "name": "balance",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "collectEntry",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "slot",
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "collected",
      "docs": [
        "A member's results of some panels went to his balance."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "panels",
            "type": "u32"
          },
          {
            "name": "reward",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "balance",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "commitEntry",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "slot",
            "type": "u8"
          },
          {
            "name": "commitment",
            "docs": [
              "See `rules/commitment.rs`."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "config",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "paused",
            "docs": [
              "Entries paused until `paused_until`; bits `PAUSE_*`."
            ],
            "type": "u8"
          },
          {
            "name": "pools",
            "docs": [
              "Shards of the validators' pool."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                4
              ]
            }
          },
          {
            "name": "admin",
            "type": "pubkey"
          },
          {
            "name": "pendingAdmin",
            "docs": [
              "Zero when no hand-over is under way."
            ],
            "type": "pubkey"
          },
          {
            "name": "guardian",
            "type": "pubkey"
          },
          {
            "name": "tagMint",
            "type": "pubkey"
          },
          {
            "name": "treasury",
            "docs": [
              "TAG token account that receives fees."
            ],
            "type": "pubkey"
          },
          {
            "name": "cluster",
            "docs": [
              "Genesis hash of the cluster; part of every commitment, so none can be carried to another cluster."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "pausedUntil",
            "docs": [
              "Unix seconds at which the pause ends by itself."
            ],
            "type": "u64"
          },
          {
            "name": "pauseAllowedFrom",
            "docs": [
              "Unix seconds before which the guardian may not pause again."
            ],
            "type": "u64"
          },
          {
            "name": "revision",
            "docs": [
              "Counts every change; administration names the revision it was signed for."
            ],
            "type": "u64"
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "params"
              }
            }
          }
        ]
      }
    },
    {
      "name": "configChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "revision",
            "type": "u64"
          },
          {
            "name": "admin",
            "type": "pubkey"
          },
          {
            "name": "pendingAdmin",
            "type": "pubkey"
          },
          {
            "name": "guardian",
            "type": "pubkey"
          },
          {
            "name": "treasury",
            "type": "pubkey"
          },
          {
            "name": "feeBpsBefore",
            "type": "u16"
          },
          {
            "name": "feeBps",
            "type": "u16"
          },
          {
            "name": "paused",
            "type": "u8"
          },
          {
            "name": "pausedUntil",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "contents",
      "docs": [
        "What a dataset is made of and under which licence: fixed when it is published."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "manifestId",
            "docs": [
              "Arweave id and SHA-256 of the manifest, a Croissant file."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "manifestHash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "payloadHash",
            "docs": [
              "SHA-256 of the payload as it lies on Arweave, encrypted."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "commitment",
            "docs": [
              "Commitment to its key, a point of ristretto255 (rules/delivery.rs)."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "licenceHash",
            "docs": [
              "SHA-256 and Arweave id of the text of its licence."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "licenceId",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "useClass",
            "docs": [
              "See [`use_class`]."
            ],
            "type": "u8"
          },
          {
            "name": "attribution",
            "docs": [
              "1 when the name of the publisher must be told, and when derived works go under the same licence."
            ],
            "type": "u8"
          },
          {
            "name": "shareAlike",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                5
              ]
            }
          }
        ]
      }
    },
    {
      "name": "createProposalArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "number",
            "docs": [
              "The number of proposals so far; a signature kept back is void once another proposal was opened."
            ],
            "type": "u64"
          },
          {
            "name": "change",
            "type": {
              "defined": {
                "name": "change"
              }
            }
          }
        ]
      }
    },
    {
      "name": "dataset",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "mintBump",
            "type": "u8"
          },
          {
            "name": "withdrawn",
            "docs": [
              "1 once the publisher sells no more of it."
            ],
            "type": "u8"
          },
          {
            "name": "givenUp",
            "docs": [
              "1 once what nobody claimed was given up: from then on nothing is shared."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                3
              ]
            }
          },
          {
            "name": "publisher",
            "docs": [
              "Whoever delivers keys and gets the publisher's part."
            ],
            "type": "pubkey"
          },
          {
            "name": "mint",
            "docs": [
              "The title: an NFT that names the dataset."
            ],
            "type": "pubkey"
          },
          {
            "name": "task",
            "docs": [
              "The task whose labels it holds; zero for a provider's own data."
            ],
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "contents",
            "type": {
              "defined": {
                "name": "contents"
              }
            }
          },
          {
            "name": "recordsRoot",
            "docs": [
              "Root over the panels of the task (`state/records.rs`), and how many; zeros for own data."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "panels",
            "type": "u64"
          },
          {
            "name": "shares",
            "docs": [
              "Accepted labels of all members who kept their seats: shares of the contributors' part."
            ],
            "type": "u64"
          },
          {
            "name": "votes",
            "docs": [
              "Votes that became the verdict, of all validators who kept their seats: shares of the validators' part."
            ],
            "type": "u64"
          },
          {
            "name": "contributorBps",
            "docs": [
              "See `Task`; snapshot of the protocol's fee."
            ],
            "type": "u16"
          },
          {
            "name": "validatorBps",
            "type": "u16"
          },
          {
            "name": "feeBps",
            "type": "u16"
          },
          {
            "name": "slashBps",
            "type": "u16"
          },
          {
            "name": "offersMade",
            "type": "u32"
          },
          {
            "name": "offers",
            "type": "u32"
          },
          {
            "name": "pending",
            "docs": [
              "Purchases that wait for their key, and licences ever sold."
            ],
            "type": "u64"
          },
          {
            "name": "sold",
            "type": "u64"
          },
          {
            "name": "publishedAt",
            "docs": [
              "Unix seconds; zero while it is sold."
            ],
            "type": "u64"
          },
          {
            "name": "withdrawnAt",
            "type": "u64"
          },
          {
            "name": "bond",
            "docs": [
              "Stake of the publisher behind the delivery of keys, base units in the stake vault."
            ],
            "type": "u64"
          },
          {
            "name": "escrowed",
            "docs": [
              "Paid for purchases that wait for their key, base units in the escrow vault like all that follows."
            ],
            "type": "u64"
          },
          {
            "name": "contributed",
            "docs": [
              "Contributors' and validators' part of everything ever earned, and what of both was taken."
            ],
            "type": "u64"
          },
          {
            "name": "validated",
            "type": "u64"
          },
          {
            "name": "sharedTaken",
            "type": "u64"
          },
          {
            "name": "feesDue",
            "docs": [
              "Waiting for treasury and publisher."
            ],
            "type": "u64"
          },
          {
            "name": "publisherDue",
            "type": "u64"
          },
          {
            "name": "earned",
            "docs": [
              "Ever earned, fees included."
            ],
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "datasetChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "publisher",
            "type": "pubkey"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "shares",
            "type": "u64"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "withdrawn",
            "type": "bool"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "delivery",
      "docs": [
        "A wrap and its proof, as sent."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wrap",
            "docs": [
              "E and D."
            ],
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                2
              ]
            }
          },
          {
            "name": "challenge",
            "type": {
              "array": [
                "u8",
                16
              ]
            }
          },
          {
            "name": "responses",
            "docs": [
              "u and v."
            ],
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                2
              ]
            }
          }
        ]
      }
    },
    {
      "name": "domainRecord",
      "docs": [
        "A `tagger_consensus::Record`, where the formulas are."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "good",
            "docs": [
              "Sum of the qualities of the observations, in 1/256."
            ],
            "type": "u32"
          },
          {
            "name": "seen",
            "docs": [
              "Observations, faded, in 1/256."
            ],
            "type": "u32"
          },
          {
            "name": "day",
            "docs": [
              "Day of the last change, days since 1970."
            ],
            "type": "u16"
          },
          {
            "name": "streak",
            "docs": [
              "Panels in a row that were kept to the end."
            ],
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "domains",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "count",
            "docs": [
              "Domains ever named; the next one's place."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                3
              ]
            }
          },
          {
            "name": "retired",
            "docs": [
              "One bit a place: set once the domain is retired."
            ],
            "type": "u16"
          },
          {
            "name": "names",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    16
                  ]
                },
                16
              ]
            }
          }
        ]
      }
    },
    {
      "name": "domainsChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "count",
            "type": "u8"
          },
          {
            "name": "retired",
            "docs": [
              "One bit a place."
            ],
            "type": "u16"
          },
          {
            "name": "names",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    16
                  ]
                },
                16
              ]
            }
          }
        ]
      }
    },
    {
      "name": "governance",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "epoch",
            "docs": [
              "Unix day on which all votes together weigh `counted`."
            ],
            "type": "u32"
          },
          {
            "name": "locked",
            "docs": [
              "Votes locked now, base units in the stake vault; what counts on the days after `epoch`."
            ],
            "type": "u64"
          },
          {
            "name": "counted",
            "type": "u64"
          },
          {
            "name": "proposals",
            "docs": [
              "Proposals ever opened; the next one's number."
            ],
            "type": "u64"
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "governanceParams"
              }
            }
          }
        ]
      }
    },
    {
      "name": "governanceChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "governanceParams"
              }
            }
          }
        ]
      }
    },
    {
      "name": "governanceParams",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "deposit",
            "docs": [
              "Active stake a proposer locks, base units; up to a million TAG."
            ],
            "type": "u64"
          },
          {
            "name": "minQuorum",
            "docs": [
              "Votes for and abstaining a proposal needs at least, base units; up to a billion TAG."
            ],
            "type": "u64"
          },
          {
            "name": "votingSecs",
            "docs": [
              "Seconds votes may be cast; 1 to 14 days."
            ],
            "type": "u32"
          },
          {
            "name": "timelockSecs",
            "docs": [
              "Seconds between the end of a vote and its execution; 1 hour to 30 days."
            ],
            "type": "u32"
          },
          {
            "name": "extensionSecs",
            "docs": [
              "Seconds before the end in which a ballot that turns the outcome moves the end by as much; 1 hour to 2 days."
            ],
            "type": "u32"
          },
          {
            "name": "executionSecs",
            "docs": [
              "Seconds a proposal may be executed once the time lock is over; 1 to 30 days."
            ],
            "type": "u32"
          },
          {
            "name": "quorumBps",
            "docs": [
              "Share of all votes a proposal needs, basis points; 1 % to 50 %."
            ],
            "type": "u16"
          },
          {
            "name": "maxExtensions",
            "docs": [
              "How often the end may move; 1 to 3 times."
            ],
            "type": "u16"
          },
          {
            "name": "reserved",
            "docs": [
              "Zero; keeps the struct free of padding."
            ],
            "type": {
              "array": [
                "u16",
                2
              ]
            }
          }
        ]
      }
    },
    {
      "name": "initializeConfigArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "admin",
            "type": "pubkey"
          },
          {
            "name": "guardian",
            "type": "pubkey"
          },
          {
            "name": "cluster",
            "docs": [
              "Genesis hash of the cluster."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "params"
              }
            }
          }
        ]
      }
    },
    {
      "name": "licenceTerms",
      "docs": [
        "Copied into each licence: what was bought never changes."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "textHash",
            "docs": [
              "SHA-256 and Arweave id of the licence's text."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "textId",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "termSecs",
            "docs": [
              "Seconds it lasts; zero for ever."
            ],
            "type": "u64"
          },
          {
            "name": "leastRoyalty",
            "docs": [
              "Least royalty of a transfer, base units."
            ],
            "type": "u64"
          },
          {
            "name": "seats",
            "docs": [
              "People who may use it; zero for any number."
            ],
            "type": "u32"
          },
          {
            "name": "uses",
            "docs": [
              "See [`uses`]."
            ],
            "type": "u16"
          },
          {
            "name": "royaltyBps",
            "docs": [
              "Part of the price of a resale, basis points."
            ],
            "type": "u16"
          },
          {
            "name": "territory",
            "docs": [
              "ISO 3166-1 alpha-2; zeros for the world."
            ],
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "field",
            "docs": [
              "Place of a domain in `Domains` plus one; zero for any field of use."
            ],
            "type": "u8"
          },
          {
            "name": "duties",
            "docs": [
              "See [`duties`]."
            ],
            "type": "u8"
          },
          {
            "name": "transferable",
            "docs": [
              "1 when the holder may pass it on."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                3
              ]
            }
          }
        ]
      }
    },
    {
      "name": "license",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "mintBump",
            "type": "u8"
          },
          {
            "name": "state",
            "docs": [
              "See [`LicenceState`]."
            ],
            "type": "u8"
          },
          {
            "name": "metasBump",
            "docs": [
              "Of the account that tells wallets what the hook needs."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                3
              ]
            }
          },
          {
            "name": "offer",
            "docs": [
              "The offer it was bought from."
            ],
            "type": "u32"
          },
          {
            "name": "reservedTail",
            "type": "u32"
          },
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "mint",
            "type": "pubkey"
          },
          {
            "name": "holder",
            "docs": [
              "Whose licence it is; follows the token."
            ],
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "licenceTerms"
              }
            }
          },
          {
            "name": "paid",
            "docs": [
              "Base units."
            ],
            "type": "u64"
          },
          {
            "name": "boughtAt",
            "docs": [
              "Unix seconds."
            ],
            "type": "u64"
          },
          {
            "name": "expiresAt",
            "docs": [
              "Unix seconds from which it is over; zero for never."
            ],
            "type": "u64"
          },
          {
            "name": "keyUntil",
            "docs": [
              "Unix seconds until which the publisher may deliver the key."
            ],
            "type": "u64"
          },
          {
            "name": "recipient",
            "docs": [
              "The holder's key as of the purchase, and the dataset's key wrapped for it (rules/delivery.rs)."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "wrap",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                2
              ]
            }
          },
          {
            "name": "approvedTo",
            "docs": [
              "Whom the next transfer may go to; zero for nobody. Used up by that transfer."
            ],
            "type": "pubkey"
          },
          {
            "name": "transferUntil",
            "docs": [
              "Unix seconds from which that approval is void."
            ],
            "type": "u64"
          },
          {
            "name": "accused",
            "docs": [
              "The task whose validators judge whether it was broken; zero for none. It stays with its holder meanwhile."
            ],
            "type": "pubkey"
          },
          {
            "name": "asking",
            "docs": [
              "What the holder asks for it, base units; zero while it is not for sale. Nobody is bound by it."
            ],
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "licenseChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "mint",
            "type": "pubkey"
          },
          {
            "name": "holder",
            "type": "pubkey"
          },
          {
            "name": "paid",
            "type": "u64"
          },
          {
            "name": "expiresAt",
            "type": "u64"
          },
          {
            "name": "what",
            "docs": [
              "See the constants."
            ],
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "licenseMoved",
      "docs": [
        "A licence changed hands."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "mint",
            "type": "pubkey"
          },
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "from",
            "type": "pubkey"
          },
          {
            "name": "to",
            "type": "pubkey"
          }
        ]
      }
    },
    {
      "name": "member",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                6
              ]
            }
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "docs": [
              "Gets the rent back when the member account is closed."
            ],
            "type": "pubkey"
          },
          {
            "name": "session",
            "docs": [
              "May claim, commit and reveal, nothing else. Zero when there is none."
            ],
            "type": "pubkey"
          },
          {
            "name": "sessionUntil",
            "docs": [
              "Unix seconds from which the session key is refused."
            ],
            "type": "u64"
          },
          {
            "name": "payout",
            "docs": [
              "Token account for pushed payouts; zero means pull only."
            ],
            "type": "pubkey"
          },
          {
            "name": "key",
            "docs": [
              "What others encrypt for him with, a point of ristretto255; zeros for none."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "stakeActive",
            "docs": [
              "Base units of TAG, backed by the stake vault."
            ],
            "type": "u64"
          },
          {
            "name": "stakeLocked",
            "docs": [
              "Stake behind seats of tasks, votes and deposits of proposals; what is behind seats and deposits can be lost."
            ],
            "type": "u64"
          },
          {
            "name": "stakeCooling",
            "docs": [
              "Stake on its way out."
            ],
            "type": "u64"
          },
          {
            "name": "coolingUntil",
            "docs": [
              "Unix seconds from which the cooling stake may be withdrawn."
            ],
            "type": "u64"
          },
          {
            "name": "balance",
            "docs": [
              "Earned or refunded base units, backed by the escrow vault."
            ],
            "type": "u64"
          },
          {
            "name": "earned",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "answered",
            "docs": [
              "Track record over all tasks."
            ],
            "type": "u64"
          },
          {
            "name": "agreed",
            "type": "u64"
          },
          {
            "name": "goldHits",
            "type": "u64"
          },
          {
            "name": "goldTotal",
            "type": "u64"
          },
          {
            "name": "panels",
            "type": "u32"
          },
          {
            "name": "missedReveals",
            "type": "u32"
          },
          {
            "name": "expiredClaims",
            "type": "u32"
          },
          {
            "name": "seats",
            "docs": [
              "Open seats and tasks keep the account from being closed."
            ],
            "type": "u32"
          },
          {
            "name": "tasks",
            "type": "u32"
          },
          {
            "name": "governance",
            "docs": [
              "Voter account and open proposals; they keep the account from being closed as well."
            ],
            "type": "u32"
          },
          {
            "name": "poolPlace",
            "docs": [
              "Place in the validators' pool plus one, `shard << 16 | place`; zero when he is none."
            ],
            "type": "u32"
          },
          {
            "name": "grace",
            "docs": [
              "Reversed votes his earlier votes forgive, in eighths (`tagger_consensus::reversal`)."
            ],
            "type": "u32"
          },
          {
            "name": "datasets",
            "docs": [
              "Datasets he publishes and purchases that wait for their key; they keep the account from being closed as well."
            ],
            "type": "u32"
          },
          {
            "name": "purchases",
            "type": "u32"
          },
          {
            "name": "votes",
            "docs": [
              "Votes on concluded reviews, and those that became the verdict."
            ],
            "type": "u64"
          },
          {
            "name": "coherent",
            "type": "u64"
          },
          {
            "name": "lured",
            "docs": [
              "Gold items that carried a wrong suggestion, and how many of those he accepted."
            ],
            "type": "u32"
          },
          {
            "name": "fell",
            "type": "u32"
          },
          {
            "name": "records",
            "docs": [
              "His record in each domain, by its place in `Domains`."
            ],
            "type": {
              "array": [
                {
                  "defined": {
                    "name": "domainRecord"
                  }
                },
                16
              ]
            }
          }
        ]
      }
    },
    {
      "name": "memberChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "stakeActive",
            "type": "u64"
          },
          {
            "name": "stakeLocked",
            "type": "u64"
          },
          {
            "name": "stakeCooling",
            "type": "u64"
          },
          {
            "name": "balance",
            "type": "u64"
          },
          {
            "name": "session",
            "type": "pubkey"
          },
          {
            "name": "sessionUntil",
            "type": "u64"
          },
          {
            "name": "key",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "offer",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "licenceTerms"
              }
            }
          },
          {
            "name": "price",
            "docs": [
              "Base units; zero for a free offer."
            ],
            "type": "u64"
          },
          {
            "name": "allowed",
            "docs": [
              "Root over the wallets that may buy, `sha256(0x00 | wallet)` and `sha256(0x01 | lower | higher)`; zeros for everybody."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "supply",
            "docs": [
              "Licences there may be, zero for any number, and how many were sold."
            ],
            "type": "u32"
          },
          {
            "name": "sold",
            "type": "u32"
          },
          {
            "name": "keySecs",
            "docs": [
              "Seconds the publisher has to deliver the key."
            ],
            "type": "u32"
          },
          {
            "name": "reservedTail",
            "type": "u32"
          }
        ]
      }
    },
    {
      "name": "offerArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "licenceTerms"
              }
            }
          },
          {
            "name": "price",
            "docs": [
              "Base units."
            ],
            "type": "u64"
          },
          {
            "name": "allowed",
            "docs": [
              "Root over the wallets that may buy; zeros for everybody."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "supply",
            "docs": [
              "Zero for any number."
            ],
            "type": "u32"
          },
          {
            "name": "keySecs",
            "type": "u32"
          }
        ]
      }
    },
    {
      "name": "offerChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "openGoldArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "salt",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "proof",
            "docs": [
              "Siblings from the leaf upwards."
            ],
            "type": {
              "vec": {
                "array": [
                  "u8",
                  32
                ]
              }
            }
          },
          {
            "name": "entries",
            "docs": [
              "Packed entries, see `rules/gold.rs`."
            ],
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "openTaskArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "nonce",
            "docs": [
              "Chosen by the requester; a task is found by requester and nonce."
            ],
            "type": "u64"
          },
          {
            "name": "operator",
            "docs": [
              "May open pages, panels and gold. The requester's own key for none."
            ],
            "type": "pubkey"
          },
          {
            "name": "rulesHash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "rulesId",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "itemsId",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "suggestionsHash",
            "docs": [
              "SHA-256 and Arweave id of the suggestions annotators are shown; zeros for none."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "suggestionsId",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "goldRoot",
            "docs": [
              "Zero for a task without gold."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "endsAt",
            "docs": [
              "Unix seconds."
            ],
            "type": "u64"
          },
          {
            "name": "contributorBps",
            "docs": [
              "See `Task`."
            ],
            "type": "u16"
          },
          {
            "name": "validatorBps",
            "type": "u16"
          },
          {
            "name": "itemsKey",
            "docs": [
              "Commitment to the key of the items; zeros for a public task."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "terms",
            "docs": [
              "The fields that are snapshots of parameters are overwritten by the program."
            ],
            "type": {
              "defined": {
                "name": "terms"
              }
            }
          }
        ]
      }
    },
    {
      "name": "page",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "review",
            "docs": [
              "1 when the page holds one review and its appeals, and nothing else."
            ],
            "type": "u8"
          },
          {
            "name": "shared",
            "docs": [
              "1 on the page of a review whose validators have a share of the dataset's revenue."
            ],
            "type": "u8"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "context",
            "docs": [
              "First half of every commitment on this page, see `rules/commitment.rs`."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "terms"
              }
            }
          },
          {
            "name": "endsAt",
            "docs": [
              "Unix seconds after which nothing is claimed; earlier than the task's when the task was cancelled."
            ],
            "type": "u64"
          },
          {
            "name": "funds",
            "docs": [
              "All TAG of this page, base units in the escrow vault: `free + reserved_funds + credited + fees`."
            ],
            "type": "u64"
          },
          {
            "name": "free",
            "docs": [
              "Not set aside for any panel; the requester's."
            ],
            "type": "u64"
          },
          {
            "name": "reservedFunds",
            "docs": [
              "Set aside for panels that are not settled: their highest possible cost."
            ],
            "type": "u64"
          },
          {
            "name": "credited",
            "docs": [
              "Earned by members, waiting in slots to be collected."
            ],
            "type": "u64"
          },
          {
            "name": "fees",
            "docs": [
              "Fees earned, waiting to be folded into the task."
            ],
            "type": "u64"
          },
          {
            "name": "slashed",
            "docs": [
              "Stake slashed less what keepers earned, waiting to be folded; base units in the stake vault, not part of `funds`."
            ],
            "type": "u64"
          },
          {
            "name": "paid",
            "docs": [
              "Totals since the last fold."
            ],
            "type": "u64"
          },
          {
            "name": "answers",
            "type": "u64"
          },
          {
            "name": "itemsSettled",
            "type": "u64"
          },
          {
            "name": "accepted",
            "docs": [
              "Accepted labels; on the page of a review, votes that became the verdict and have a seat."
            ],
            "type": "u64"
          },
          {
            "name": "panelsSettled",
            "type": "u32"
          },
          {
            "name": "capacity",
            "docs": [
              "Words of the ring behind this header."
            ],
            "type": "u16"
          },
          {
            "name": "keeperTipBps",
            "docs": [
              "The task's share of a slash for silence that goes to the keeper who pushed."
            ],
            "type": "u16"
          },
          {
            "name": "head",
            "docs": [
              "Ring offsets in words, see `rules/ring.rs`."
            ],
            "type": "u32"
          },
          {
            "name": "tail",
            "type": "u32"
          },
          {
            "name": "firstPanel",
            "docs": [
              "Live panels are numbered `first_panel..next_panel`."
            ],
            "type": "u64"
          },
          {
            "name": "nextPanel",
            "type": "u64"
          },
          {
            "name": "directory",
            "docs": [
              "Word offsets of live panels, at `number % 64`. Panels are found through it and never by an offset the caller",
              "gives, so bytes of somebody's answers can't pose as a panel."
            ],
            "type": {
              "array": [
                "u16",
                64
              ]
            }
          }
        ]
      }
    },
    {
      "name": "pageChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "funds",
            "type": "u64"
          },
          {
            "name": "free",
            "type": "u64"
          },
          {
            "name": "firstPanel",
            "type": "u64"
          },
          {
            "name": "nextPanel",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "panelHead",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "reserve",
            "docs": [
              "Base units of the page set aside for this panel; zero once settled."
            ],
            "type": "u64"
          },
          {
            "name": "until",
            "docs": [
              "Unix seconds at which the phase ends; zero while nobody has claimed."
            ],
            "type": "u64"
          },
          {
            "name": "phaseSlot",
            "docs": [
              "Slot at which the phase began."
            ],
            "type": "u64"
          },
          {
            "name": "firstItem",
            "docs": [
              "The panel asks items `first_item .. first_item + items` of the task."
            ],
            "type": "u32"
          },
          {
            "name": "items",
            "type": "u16"
          },
          {
            "name": "difficultyBps",
            "type": "u16"
          },
          {
            "name": "phase",
            "docs": [
              "See [`Phase`]."
            ],
            "type": "u8"
          },
          {
            "name": "kind",
            "docs": [
              "See [`kind`]."
            ],
            "type": "u8"
          },
          {
            "name": "wave",
            "type": "u8"
          },
          {
            "name": "lastWave",
            "docs": [
              "1 when no further wave may open."
            ],
            "type": "u8"
          },
          {
            "name": "seatsFirst",
            "docs": [
              "Seats of the first wave, of each later one, and of all together."
            ],
            "type": "u8"
          },
          {
            "name": "seatsStep",
            "type": "u8"
          },
          {
            "name": "seatsMax",
            "type": "u8"
          },
          {
            "name": "laterWaves",
            "docs": [
              "Waves after the first this record has room for."
            ],
            "type": "u8"
          },
          {
            "name": "seats",
            "docs": [
              "Seats open so far; slots `wave_start..seats` belong to the current wave."
            ],
            "type": "u8"
          },
          {
            "name": "waveStart",
            "type": "u8"
          },
          {
            "name": "committed",
            "docs": [
              "Commitments and reveals of the current wave."
            ],
            "type": "u8"
          },
          {
            "name": "revealed",
            "type": "u8"
          },
          {
            "name": "toCollect",
            "docs": [
              "Slots that still wait for their collection."
            ],
            "type": "u8"
          },
          {
            "name": "openCases",
            "docs": [
              "Reviews of this panel that are not concluded."
            ],
            "type": "u8"
          },
          {
            "name": "subjectMask",
            "docs": [
              "Of a review: words of the mask over its subject's items."
            ],
            "type": "u8"
          },
          {
            "name": "late",
            "docs": [
              "Compensations for late keys that were paid out of the reserve."
            ],
            "type": "u8"
          },
          {
            "name": "labelsAt",
            "docs": [
              "Where labels, sure mask and answers lie, in words from the record's start, and how long the record is: readers",
              "need no second copy of the layout rule. Slots follow the head."
            ],
            "type": "u16"
          },
          {
            "name": "sureAt",
            "type": "u16"
          },
          {
            "name": "answersAt",
            "type": "u16"
          },
          {
            "name": "words",
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "panelMoved",
      "docs": [
        "A panel moved on without pay: a wave was opened, a window expired, the panel was released."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "phase",
            "type": "u8"
          },
          {
            "name": "wave",
            "type": "u8"
          },
          {
            "name": "openItems",
            "type": "u32"
          },
          {
            "name": "until",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "panelSettled",
      "docs": [
        "A panel's labels and what they cost."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "firstItem",
            "type": "u32"
          },
          {
            "name": "items",
            "type": "u16"
          },
          {
            "name": "answers",
            "type": "u64"
          },
          {
            "name": "rewards",
            "type": "u64"
          },
          {
            "name": "fees",
            "type": "u64"
          },
          {
            "name": "returned",
            "type": "u64"
          },
          {
            "name": "labels",
            "docs": [
              "Packed labels, `ceil(items * bits / 8)` bytes."
            ],
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "panelSpec",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "firstItem",
            "type": "u32"
          },
          {
            "name": "items",
            "type": "u16"
          },
          {
            "name": "difficultyBps",
            "docs": [
              "Basis points of the base price."
            ],
            "type": "u16"
          },
          {
            "name": "seatsFirst",
            "type": "u8"
          },
          {
            "name": "seatsStep",
            "docs": [
              "Seats added by each later wave; ignored when `seats_first == seats_max`."
            ],
            "type": "u8"
          },
          {
            "name": "seatsMax",
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "params",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "minStake",
            "docs": [
              "TAG base units of active stake a member needs to join any task; up to a million TAG."
            ],
            "type": "u64"
          },
          {
            "name": "minBond",
            "docs": [
              "Least bond, base units, a task may ask per panel."
            ],
            "type": "u64"
          },
          {
            "name": "unbondingSecs",
            "docs": [
              "Seconds stake cools down after unstaking; 1 hour to 60 days."
            ],
            "type": "u64"
          },
          {
            "name": "reviewBond",
            "docs": [
              "Base units a validator's seat on a review panel binds; from 0.02 TAG, the least that weighs anything in a draw, up",
              "to the cap of weights."
            ],
            "type": "u64"
          },
          {
            "name": "minReviewFee",
            "docs": [
              "Least fee a task may pay a validator for judging one item, base units; up to a thousand TAG."
            ],
            "type": "u64"
          },
          {
            "name": "weightCap",
            "docs": [
              "Bond above this, base units, adds nothing to a validator's weight in draws; from `review_bond` to a million TAG."
            ],
            "type": "u64"
          },
          {
            "name": "minWindowSecs",
            "docs": [
              "Shortest window a task may set, seconds; 60 to 1 day."
            ],
            "type": "u32"
          },
          {
            "name": "maxWindowSecs",
            "docs": [
              "Longest window a task may set, seconds; up to 30 days."
            ],
            "type": "u32"
          },
          {
            "name": "maxTaskSecs",
            "docs": [
              "Longest life of a task, seconds; up to 2 years."
            ],
            "type": "u32"
          },
          {
            "name": "restartGraceSecs",
            "docs": [
              "Seconds added to every deadline of a phase during which the cluster restarted; up to 7 days."
            ],
            "type": "u32"
          },
          {
            "name": "maxPauseSecs",
            "docs": [
              "Longest pause, seconds; up to 7 days. After a pause the same time must pass before the guardian may pause again."
            ],
            "type": "u32"
          },
          {
            "name": "maxSessionSecs",
            "docs": [
              "Longest life of a session key, seconds; up to 90 days."
            ],
            "type": "u32"
          },
          {
            "name": "reviewCommitSecs",
            "docs": [
              "Seconds drawn validators have to commit, and then to reveal; 60 to 7 days each."
            ],
            "type": "u32"
          },
          {
            "name": "reviewRevealSecs",
            "type": "u32"
          },
          {
            "name": "challengeSecs",
            "docs": [
              "Seconds to contest a panel's labels, and to appeal against a review; 60 to 7 days each."
            ],
            "type": "u32"
          },
          {
            "name": "appealSecs",
            "type": "u32"
          },
          {
            "name": "feeBps",
            "docs": [
              "Fee on rewards, basis points, rounded up, paid by the requester on top; at most 500."
            ],
            "type": "u16"
          },
          {
            "name": "slashHoldBps",
            "docs": [
              "Share of the bond lost for holding a seat without committing."
            ],
            "type": "u16"
          },
          {
            "name": "slashMissBps",
            "docs": [
              "Share of the bond lost for committing without revealing."
            ],
            "type": "u16"
          },
          {
            "name": "slashGoldBps",
            "docs": [
              "Share of the bond lost for failing gold."
            ],
            "type": "u16"
          },
          {
            "name": "slashBurnBps",
            "docs": [
              "Share of every slash that is burnt; the rest goes to the requester."
            ],
            "type": "u16"
          },
          {
            "name": "goldFailBps",
            "docs": [
              "Members with fewer correct gold answers than this share, basis points of one over the number of classes, fail."
            ],
            "type": "u16"
          },
          {
            "name": "slashReversedBps",
            "docs": [
              "Share of a validator's bond lost when an appeal clearly reversed all he decided."
            ],
            "type": "u16"
          },
          {
            "name": "keeperTipBps",
            "docs": [
              "Share of a slash for silence that goes to the keeper who pushed; at most 2,000."
            ],
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "payoutsPushed",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "payees",
            "type": "u32"
          },
          {
            "name": "skipped",
            "type": "u32"
          },
          {
            "name": "amount",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "pool",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "ready",
            "docs": [
              "1 once the account has its full size."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "index",
            "docs": [
              "Number of the shard."
            ],
            "type": "u32"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "epoch",
            "docs": [
              "Epoch the frozen tree belongs to."
            ],
            "type": "u64"
          },
          {
            "name": "members",
            "docs": [
              "Places taken, and places ever taken."
            ],
            "type": "u32"
          },
          {
            "name": "used",
            "type": "u32"
          },
          {
            "name": "firstFree",
            "docs": [
              "First free place plus one, 0 when the free ones were never used; the next is in `Validator.next_free`."
            ],
            "type": "u32"
          },
          {
            "name": "reservedTail",
            "type": "u32"
          },
          {
            "name": "weightCap",
            "docs": [
              "`Params.weight_cap` and `Params.review_bond` that every weight of the coming tree was made with."
            ],
            "type": "u64"
          },
          {
            "name": "reviewBond",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "poolChanged",
      "docs": [
        "A shard of the validators' pool was opened or has grown."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "ready",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "proposal",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "status",
            "docs": [
              "See [`status`]."
            ],
            "type": "u8"
          },
          {
            "name": "extensions",
            "docs": [
              "How often the end was moved."
            ],
            "type": "u8"
          },
          {
            "name": "snapshot",
            "docs": [
              "Unix day whose weights count."
            ],
            "type": "u32"
          },
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "proposer",
            "docs": [
              "Locked a deposit and gets it back, all or half."
            ],
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "docs": [
              "Gets the rent back when the proposal is closed."
            ],
            "type": "pubkey"
          },
          {
            "name": "slot",
            "docs": [
              "Slot of opening; a cluster restart after it gives grace."
            ],
            "type": "u64"
          },
          {
            "name": "openedAt",
            "type": "u64"
          },
          {
            "name": "endsAt",
            "docs": [
              "Unix seconds at which voting ends."
            ],
            "type": "u64"
          },
          {
            "name": "latestEnd",
            "docs": [
              "Unix seconds from which voting can't go on, whatever happens; until then ballots bind votes."
            ],
            "type": "u64"
          },
          {
            "name": "deposit",
            "docs": [
              "Base units of the proposer's locked stake."
            ],
            "type": "u64"
          },
          {
            "name": "votes",
            "docs": [
              "All votes that counted when the proposal was opened."
            ],
            "type": "u64"
          },
          {
            "name": "against",
            "type": "u64"
          },
          {
            "name": "inFavour",
            "type": "u64"
          },
          {
            "name": "abstain",
            "type": "u64"
          },
          {
            "name": "ballots",
            "docs": [
              "Ballots cast."
            ],
            "type": "u32"
          },
          {
            "name": "graceSecs",
            "docs": [
              "Snapshot of the parameter `restart_grace_secs`."
            ],
            "type": "u32"
          },
          {
            "name": "rules",
            "docs": [
              "Snapshot of the rules of voting."
            ],
            "type": {
              "defined": {
                "name": "governanceParams"
              }
            }
          },
          {
            "name": "change",
            "type": {
              "defined": {
                "name": "change"
              }
            }
          }
        ]
      }
    },
    {
      "name": "proposalMoved",
      "docs": [
        "A proposal was finalized, executed, cancelled or closed."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "kind",
            "type": "u8"
          },
          {
            "name": "status",
            "type": "u8"
          },
          {
            "name": "against",
            "type": "u64"
          },
          {
            "name": "inFavour",
            "type": "u64"
          },
          {
            "name": "abstain",
            "type": "u64"
          },
          {
            "name": "executableFrom",
            "docs": [
              "Unix seconds of the window to execute it in, if it succeeded."
            ],
            "type": "u64"
          },
          {
            "name": "expiresAt",
            "type": "u64"
          },
          {
            "name": "burnt",
            "docs": [
              "Part of the deposit that was burnt."
            ],
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "proposalOpened",
      "docs": [
        "A proposal was opened; the change is told in full, because indexers may never see the account."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "proposer",
            "type": "pubkey"
          },
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "snapshot",
            "docs": [
              "Unix day whose weights count, and what all votes weigh on it."
            ],
            "type": "u32"
          },
          {
            "name": "votes",
            "type": "u64"
          },
          {
            "name": "endsAt",
            "type": "u64"
          },
          {
            "name": "change",
            "type": {
              "defined": {
                "name": "change"
              }
            }
          }
        ]
      }
    },
    {
      "name": "publishArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "nonce",
            "docs": [
              "Chosen by the publisher; a dataset is found by publisher and nonce."
            ],
            "type": "u64"
          },
          {
            "name": "bond",
            "docs": [
              "Base units of his stake behind the delivery of keys."
            ],
            "type": "u64"
          },
          {
            "name": "recordsRoot",
            "docs": [
              "Root of the task's records; zeros for own data."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "contents",
            "type": {
              "defined": {
                "name": "contents"
              }
            }
          },
          {
            "name": "name",
            "docs": [
              "Of the title: at most 32 bytes, and an address of at most 200."
            ],
            "type": "string"
          },
          {
            "name": "uri",
            "type": "string"
          }
        ]
      }
    },
    {
      "name": "records",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "leaves",
            "docs": [
              "Panels counted. Bit `i` says whether there is a peak over `2^i` of them."
            ],
            "type": "u64"
          },
          {
            "name": "peaks",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                24
              ]
            }
          }
        ]
      }
    },
    {
      "name": "reputationChanged",
      "docs": [
        "A member's record in the task's domain, and what moved it. See `tagger_consensus::Record`."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "domain",
            "type": "u8"
          },
          {
            "name": "cause",
            "docs": [
              "0 panels were collected, 1 a claim expired or a ticket was dropped, 2 a claim was given back: in the first half of its",
              "hold that leaves the record as it was."
            ],
            "type": "u8"
          },
          {
            "name": "level",
            "docs": [
              "What the record alone opens; stake counts too."
            ],
            "type": "u8"
          },
          {
            "name": "qualityBps",
            "type": "u16"
          },
          {
            "name": "volume",
            "docs": [
              "Observations that still count."
            ],
            "type": "u32"
          },
          {
            "name": "streak",
            "type": "u16"
          },
          {
            "name": "lured",
            "docs": [
              "Wrong suggestions seen and accepted, ever."
            ],
            "type": "u32"
          },
          {
            "name": "fell",
            "type": "u32"
          }
        ]
      }
    },
    {
      "name": "revealEntry",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "slot",
            "type": "u8"
          },
          {
            "name": "salt",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "answers",
            "docs": [
              "Labels of `bits` bits, first item in the lowest bits of the first byte; `ceil(items * bits / 8)` bytes."
            ],
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "revenueTaken",
      "docs": [
        "Revenue of a dataset went to somebody's balance."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "amount",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "seat",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "validator",
            "docs": [
              "1 when a validator opened it for his part of the revenue: it answers nothing and has no bond."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "index",
            "docs": [
              "Number of the seat in the task; what slots store instead of the address."
            ],
            "type": "u32"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "bondFree",
            "docs": [
              "Stake of the member locked for this task and not bound to a panel, base units in the stake vault."
            ],
            "type": "u64"
          },
          {
            "name": "bondHeld",
            "docs": [
              "Stake bound to panels whose slots were not collected yet."
            ],
            "type": "u64"
          },
          {
            "name": "earned",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "answered",
            "type": "u64"
          },
          {
            "name": "accepted",
            "docs": [
              "Accepted labels: answers that became or equal the label. The member's shares of the dataset."
            ],
            "type": "u64"
          },
          {
            "name": "goldHits",
            "type": "u32"
          },
          {
            "name": "goldTotal",
            "type": "u32"
          },
          {
            "name": "missedReveals",
            "type": "u32"
          },
          {
            "name": "openSlots",
            "docs": [
              "Slots held on panels, not collected yet."
            ],
            "type": "u32"
          },
          {
            "name": "carry",
            "docs": [
              "What his panels scored below zero or above their maximum and his next one begins with, in basis points of an item."
            ],
            "type": "i32"
          },
          {
            "name": "judged",
            "docs": [
              "His votes in reviews of this task that became the verdict: shares of what the dataset earns for validators."
            ],
            "type": "u32"
          },
          {
            "name": "revenue",
            "docs": [
              "What he took of the dataset's revenue, base units."
            ],
            "type": "u64"
          },
          {
            "name": "ticket",
            "type": {
              "defined": {
                "name": "ticket"
              }
            }
          }
        ]
      }
    },
    {
      "name": "seatActed",
      "docs": [
        "A member claimed, committed or revealed on panels of one page."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "seat",
            "type": "u32"
          },
          {
            "name": "act",
            "docs": [
              "0 claimed, also by a ticket, 1 committed, 2 revealed."
            ],
            "type": "u8"
          },
          {
            "name": "panels",
            "type": {
              "vec": "u64"
            }
          }
        ]
      }
    },
    {
      "name": "seatChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "bondFree",
            "type": "u64"
          },
          {
            "name": "bondHeld",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "seatKey",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "recipient",
            "docs": [
              "The member's key when he took the seat: another key later moves nothing."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "wrap",
            "docs": [
              "The key of the items, wrapped for the recipient; zeros until it is delivered. See `rules/delivery.rs`."
            ],
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                2
              ]
            }
          },
          {
            "name": "openedAt",
            "docs": [
              "Unix seconds."
            ],
            "type": "u64"
          },
          {
            "name": "deliveredAt",
            "docs": [
              "Unix seconds; zero until then."
            ],
            "type": "u64"
          },
          {
            "name": "compensated",
            "docs": [
              "1 once the member was paid for a key that came too late: once for each seat."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                7
              ]
            }
          }
        ]
      }
    },
    {
      "name": "slot",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "state",
            "docs": [
              "See [`SlotState`]."
            ],
            "type": "u8"
          },
          {
            "name": "wave",
            "type": "u8"
          },
          {
            "name": "lured",
            "docs": [
              "Gold items that carried a wrong suggestion, and how many of those he accepted."
            ],
            "type": "u8"
          },
          {
            "name": "fell",
            "type": "u8"
          },
          {
            "name": "seat",
            "docs": [
              "`Seat.index` of the member; of a validator his shard and place in the pool, `shard << 16 | place`."
            ],
            "type": "u32"
          },
          {
            "name": "answered",
            "type": "u16"
          },
          {
            "name": "agreed",
            "docs": [
              "Answers equal to the label; of a payload the items that were accepted."
            ],
            "type": "u16"
          },
          {
            "name": "goldHits",
            "type": "u16"
          },
          {
            "name": "goldTotal",
            "docs": [
              "Gold items answered; of a validator the votes an appeal clearly reversed."
            ],
            "type": "u16"
          },
          {
            "name": "heldUntil",
            "docs": [
              "Unix seconds until which the seat is held without a commitment."
            ],
            "type": "u32"
          },
          {
            "name": "carry",
            "docs": [
              "What the member's panels before scored below zero or above their maximum, in basis points of an item; once this",
              "panel is scored, what his next one begins with. Zero for validators."
            ],
            "type": "i32"
          },
          {
            "name": "reward",
            "docs": [
              "Base units, waiting to be collected."
            ],
            "type": "u64"
          },
          {
            "name": "commitment",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "task",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "cancelled",
            "docs": [
              "1 once the requester cancelled."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                5
              ]
            }
          },
          {
            "name": "requester",
            "type": "pubkey"
          },
          {
            "name": "operator",
            "docs": [
              "May open pages, panels and gold, but never touch money. May equal the requester."
            ],
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "rulesHash",
            "docs": [
              "SHA-256 of the rules the annotators agree to."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "rulesId",
            "docs": [
              "Arweave id of the rules."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "itemsId",
            "docs": [
              "Arweave id of the list of items, in the order panels refer to."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "suggestionsHash",
            "docs": [
              "SHA-256 and Arweave id of the suggestions annotators are shown; zeros for none."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "suggestionsId",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "goldRoot",
            "docs": [
              "Root over the gold leaves; zero means no gold."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "endsAt",
            "docs": [
              "Unix seconds after which nothing new is opened or claimed."
            ],
            "type": "u64"
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "terms"
              }
            }
          },
          {
            "name": "escrow",
            "docs": [
              "Requester's money that no page has yet, base units in the escrow vault."
            ],
            "type": "u64"
          },
          {
            "name": "feesDue",
            "docs": [
              "Fees folded in from pages, not yet sent to the treasury; base units in the escrow vault."
            ],
            "type": "u64"
          },
          {
            "name": "slashesDue",
            "docs": [
              "Slashes folded in from pages less what keepers earned, not yet burnt and handed over; base units in the stake vault."
            ],
            "type": "u64"
          },
          {
            "name": "funded",
            "docs": [
              "Base units ever paid in by the requester (slashes handed over included)."
            ],
            "type": "u64"
          },
          {
            "name": "paid",
            "docs": [
              "Totals over all folded pages."
            ],
            "type": "u64"
          },
          {
            "name": "fees",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "answers",
            "type": "u64"
          },
          {
            "name": "itemsSettled",
            "type": "u64"
          },
          {
            "name": "panelsSettled",
            "type": "u32"
          },
          {
            "name": "pages",
            "docs": [
              "Pages alive and pages ever opened (the next page's index)."
            ],
            "type": "u32"
          },
          {
            "name": "pagesMade",
            "type": "u32"
          },
          {
            "name": "seats",
            "docs": [
              "Seats alive and seats ever opened (the next seat's index)."
            ],
            "type": "u32"
          },
          {
            "name": "seatsMade",
            "type": "u32"
          },
          {
            "name": "reservedTail",
            "type": "u32"
          },
          {
            "name": "minStake",
            "docs": [
              "Snapshot of the parameter of the same name: active stake a member needs to join."
            ],
            "type": "u64"
          },
          {
            "name": "contributorBps",
            "docs": [
              "Shares of what licences of the task's dataset earn after the protocol's fee: for members by their accepted labels,",
              "for validators by their votes that became the verdict; the rest is the publisher's. Basis points, promised when the",
              "task opens."
            ],
            "type": "u16"
          },
          {
            "name": "validatorBps",
            "type": "u16"
          },
          {
            "name": "keeperTipBps",
            "docs": [
              "Snapshot of the parameter of the same name; each page has a copy."
            ],
            "type": "u16"
          },
          {
            "name": "reservedShares",
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "publishUntil",
            "docs": [
              "Unix seconds until which the dataset may be published."
            ],
            "type": "u64"
          },
          {
            "name": "accepted",
            "docs": [
              "Accepted labels over all folded pages, and those of members who gave up their seat before there was a dataset."
            ],
            "type": "u64"
          },
          {
            "name": "forgone",
            "type": "u64"
          },
          {
            "name": "judged",
            "docs": [
              "The same for validators: votes that became the verdict and have a seat."
            ],
            "type": "u64"
          },
          {
            "name": "forgoneVotes",
            "type": "u64"
          },
          {
            "name": "dataset",
            "docs": [
              "Zero until it is published."
            ],
            "type": "pubkey"
          },
          {
            "name": "records",
            "docs": [
              "Root over the panels that left their pages."
            ],
            "type": {
              "defined": {
                "name": "records"
              }
            }
          },
          {
            "name": "accused",
            "docs": [
              "Holder of the licence whose breach its reviews judge, see `accuse_license`; zero for every other task."
            ],
            "type": "pubkey"
          },
          {
            "name": "itemsKey",
            "docs": [
              "Commitment to the key of the items, a point of ristretto255; zeros for a public task. See `rules/delivery.rs`."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "taskChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "requester",
            "type": "pubkey"
          },
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "escrow",
            "type": "u64"
          },
          {
            "name": "funded",
            "type": "u64"
          },
          {
            "name": "endsAt",
            "type": "u64"
          },
          {
            "name": "cancelled",
            "type": "bool"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "taskKeyDelivered",
      "docs": [
        "The key of a private task's items reached a seat."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "seat",
            "type": "u32"
          },
          {
            "name": "deliveredAt",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "taskSwept",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "fees",
            "type": "u64"
          },
          {
            "name": "burnt",
            "type": "u64"
          },
          {
            "name": "toRequester",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "terms",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "price",
            "docs": [
              "Base units for one item at difficulty 10,000 and full quality."
            ],
            "type": "u64"
          },
          {
            "name": "bond",
            "docs": [
              "Base units of stake held back per panel."
            ],
            "type": "u64"
          },
          {
            "name": "reviewFee",
            "docs": [
              "Base units a validator gets for judging one item; zero when the task has no reviews."
            ],
            "type": "u64"
          },
          {
            "name": "reviewBond",
            "docs": [
              "Snapshot of `Params.review_bond`."
            ],
            "type": "u64"
          },
          {
            "name": "itemCount",
            "type": "u32"
          },
          {
            "name": "holdSecs",
            "docs": [
              "Seconds a claimed seat may wait for its commitment."
            ],
            "type": "u32"
          },
          {
            "name": "commitSecs",
            "docs": [
              "Seconds from the first claim of a wave to the end of commitments."
            ],
            "type": "u32"
          },
          {
            "name": "revealSecs",
            "docs": [
              "Seconds from the last commitment to the end of reveals."
            ],
            "type": "u32"
          },
          {
            "name": "goldSecs",
            "docs": [
              "Seconds the requester has to open the panel's gold."
            ],
            "type": "u32"
          },
          {
            "name": "restartGraceSecs",
            "docs": [
              "Snapshot of `Params.restart_grace_secs`."
            ],
            "type": "u32"
          },
          {
            "name": "reviewCommitSecs",
            "docs": [
              "Snapshots of the parameters of the same names."
            ],
            "type": "u32"
          },
          {
            "name": "reviewRevealSecs",
            "type": "u32"
          },
          {
            "name": "challengeSecs",
            "type": "u32"
          },
          {
            "name": "appealSecs",
            "type": "u32"
          },
          {
            "name": "classes",
            "type": "u16"
          },
          {
            "name": "tauBps",
            "docs": [
              "Posterior below which an item is asked again, basis points."
            ],
            "type": "u16"
          },
          {
            "name": "feeBps",
            "docs": [
              "Snapshots of the parameters of the same names."
            ],
            "type": "u16"
          },
          {
            "name": "slashHoldBps",
            "type": "u16"
          },
          {
            "name": "slashMissBps",
            "type": "u16"
          },
          {
            "name": "slashGoldBps",
            "type": "u16"
          },
          {
            "name": "slashBurnBps",
            "type": "u16"
          },
          {
            "name": "goldFailBps",
            "type": "u16"
          },
          {
            "name": "slashReversedBps",
            "type": "u16"
          },
          {
            "name": "auditBps",
            "docs": [
              "Share of panels that are audited, drawn at random; payload panels always are."
            ],
            "type": "u16"
          },
          {
            "name": "auditItems",
            "docs": [
              "Most items of one audit; money for it is set aside with every panel."
            ],
            "type": "u16"
          },
          {
            "name": "fixBps",
            "docs": [
              "Share of the price paid for a payload item that needed a minor fix."
            ],
            "type": "u16"
          },
          {
            "name": "spreadBps",
            "docs": [
              "By how much measured disagreement may raise the difficulty of a panel: by all of it when no label is sure. Weighted",
              "tasks only."
            ],
            "type": "u16"
          },
          {
            "name": "lureBps",
            "docs": [
              "Most gold items of a panel that may carry a wrong suggestion, rounded up. Zero for a task without suggestions; above",
              "it gold entries name what was suggested."
            ],
            "type": "u16"
          },
          {
            "name": "overBps",
            "docs": [
              "Members who accept more of the wrong suggestions than this may not join; 10,000 for no such gate."
            ],
            "type": "u16"
          },
          {
            "name": "domain",
            "docs": [
              "Place of the task's domain in `Domains`."
            ],
            "type": "u8"
          },
          {
            "name": "requiredLevel",
            "docs": [
              "Level a member needs in that domain to join."
            ],
            "type": "u8"
          },
          {
            "name": "bits",
            "docs": [
              "Bits of one label: 1, 2, 4 or 8."
            ],
            "type": "u8"
          },
          {
            "name": "method",
            "docs": [
              "See [`method`]."
            ],
            "type": "u8"
          },
          {
            "name": "claimMode",
            "docs": [
              "See [`claim_mode`]."
            ],
            "type": "u8"
          },
          {
            "name": "hasGold",
            "docs": [
              "1 when the task committed to gold."
            ],
            "type": "u8"
          },
          {
            "name": "seatsLimit",
            "docs": [
              "Most seats a panel of this task may have."
            ],
            "type": "u8"
          },
          {
            "name": "reviewSeats",
            "docs": [
              "Validators of a review, odd; zero for a task without reviews."
            ],
            "type": "u8"
          },
          {
            "name": "appealRounds",
            "docs": [
              "How often a review may be appealed."
            ],
            "type": "u8"
          },
          {
            "name": "private",
            "docs": [
              "1 when the items are encrypted and each seat waits for their key, see `SeatKey`."
            ],
            "type": "u8"
          },
          {
            "name": "prior",
            "docs": [
              "What the requester knows about how common each class is, from his gold: `round(32 * -ln(share / largest share))`.",
              "All zeros says nothing. Weighted tasks only; zero beyond the classes."
            ],
            "type": {
              "array": [
                "u8",
                16
              ]
            }
          }
        ]
      }
    },
    {
      "name": "ticket",
      "docs": [
        "A claim whose panels are not known yet. Its bonds are held and count as open slots."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "target",
            "docs": [
              "The first block at or after this slot decides; zero when no ticket is open."
            ],
            "type": "u64"
          },
          {
            "name": "first",
            "docs": [
              "The page's first live panel, and below how many there were, when the ticket was taken: whoever recycles or opens",
              "panels once the block is known does not move the draw."
            ],
            "type": "u64"
          },
          {
            "name": "page",
            "docs": [
              "Index of the page."
            ],
            "type": "u32"
          },
          {
            "name": "number",
            "docs": [
              "Tickets ever taken with this seat; the open one's number."
            ],
            "type": "u32"
          },
          {
            "name": "count",
            "docs": [
              "Panels asked for."
            ],
            "type": "u8"
          },
          {
            "name": "live",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                6
              ]
            }
          }
        ]
      }
    },
    {
      "name": "ticketDropped",
      "docs": [
        "A ticket nobody redeemed while its block was remembered."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "number",
            "type": "u32"
          },
          {
            "name": "count",
            "type": "u8"
          },
          {
            "name": "slashed",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "ticketTaken",
      "docs": [
        "A member asked for panels of a page; the first block at or after slot `target` decides which."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "seat",
            "type": "u32"
          },
          {
            "name": "number",
            "type": "u32"
          },
          {
            "name": "count",
            "type": "u8"
          },
          {
            "name": "target",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "tipPaid",
      "docs": [
        "A keeper pushed a step that cost a silent member stake, and earned part of it as stake of his own."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "docs": [
              "Whose slashes it was taken from."
            ],
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "docs": [
              "The keeper's."
            ],
            "type": "pubkey"
          },
          {
            "name": "amount",
            "type": "u64"
          },
          {
            "name": "stakeActive",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "updateConfigArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "revision",
            "type": "u64"
          },
          {
            "name": "expiresAt",
            "docs": [
              "Unix seconds from which this signature is void."
            ],
            "type": "u64"
          },
          {
            "name": "guardian",
            "type": "pubkey"
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "params"
              }
            }
          }
        ]
      }
    },
    {
      "name": "upgradeArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "most",
            "docs": [
              "Base units the holder is ready to pay."
            ],
            "type": "u64"
          },
          {
            "name": "termsHash",
            "docs": [
              "SHA-256 of the terms he agrees to."
            ],
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "path",
            "docs": [
              "Of an offer for named buyers: the path from his wallet to its root."
            ],
            "type": {
              "vec": {
                "array": [
                  "u8",
                  32
                ]
              }
            }
          }
        ]
      }
    },
    {
      "name": "validator",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "bond",
            "docs": [
              "Base units of locked stake behind his seats, in the stake vault; part of `Member.stake_locked`."
            ],
            "type": "u64"
          },
          {
            "name": "held",
            "docs": [
              "Of it, bound to seats."
            ],
            "type": "u64"
          },
          {
            "name": "since",
            "docs": [
              "Epoch from which he can be drawn, or, when leaving, from which he can't."
            ],
            "type": "u64"
          },
          {
            "name": "duties",
            "docs": [
              "Seats that were not collected yet."
            ],
            "type": "u16"
          },
          {
            "name": "state",
            "docs": [
              "See [`place`]."
            ],
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "nextFree",
            "docs": [
              "Of a free place: the next free one plus one."
            ],
            "type": "u16"
          },
          {
            "name": "recordBps",
            "docs": [
              "What his record multiplied his weight with when he was last weighed, basis points."
            ],
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "validatorChanged",
      "docs": [
        "A validator joined, changed his bond, was weighed or leaves. The weight counts from the next epoch on."
      ],
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "place",
            "docs": [
              "`shard << 16 | place`."
            ],
            "type": "u32"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "weight",
            "type": "u32"
          },
          {
            "name": "state",
            "docs": [
              "1 active, 2 leaving."
            ],
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "vault",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "tokensBump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                5
              ]
            }
          },
          {
            "name": "tokens",
            "docs": [
              "The PDA token account this ledger speaks about; its owner is this `Vault`."
            ],
            "type": "pubkey"
          },
          {
            "name": "liabilities",
            "docs": [
              "Base units owed to members, tasks and pages together."
            ],
            "type": "u64"
          },
          {
            "name": "credited",
            "docs": [
              "Base units ever credited."
            ],
            "type": "u64"
          },
          {
            "name": "paid",
            "docs": [
              "Base units ever paid out or burnt."
            ],
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "voter",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                6
              ]
            }
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "docs": [
              "Gets the rent back when the voter account is closed."
            ],
            "type": "pubkey"
          },
          {
            "name": "delegate",
            "docs": [
              "May cast these votes as long as the wallet does not; zero for nobody."
            ],
            "type": "pubkey"
          },
          {
            "name": "locked",
            "docs": [
              "Base units of the member's locked stake."
            ],
            "type": "u64"
          },
          {
            "name": "lockedUntil",
            "docs": [
              "Unix seconds before which nothing is unlocked: the latest end of any vote these votes were cast in."
            ],
            "type": "u64"
          },
          {
            "name": "checkpoints",
            "docs": [
              "What the votes weighed from which day on, newest first."
            ],
            "type": {
              "array": [
                {
                  "defined": {
                    "name": "checkpoint"
                  }
                },
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "voterChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "delegate",
            "type": "pubkey"
          },
          {
            "name": "locked",
            "type": "u64"
          },
          {
            "name": "lockedUntil",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    }
  ],
  "constants": [
    {
      "name": "accountVersion",
      "type": "u8",
      "value": "1"
    },
    {
      "name": "auditOffset",
      "type": "u16",
      "value": "65534"
    },
    {
      "name": "auditSelection",
      "type": "u16",
      "value": "65535"
    },
    {
      "name": "ballot",
      "type": "bytes",
      "value": "[98, 97, 108, 108, 111, 116]"
    },
    {
      "name": "bid",
      "type": "bytes",
      "value": "[98, 105, 100]"
    },
    {
      "name": "breachBondBps",
      "type": "u16",
      "value": "1000"
    },
    {
      "name": "breachSeats",
      "type": "u8",
      "value": "5"
    },
    {
      "name": "burnSecs",
      "type": "u32",
      "value": "2592000"
    },
    {
      "name": "checkpoints",
      "type": "u8",
      "value": "32"
    },
    {
      "name": "commitDomain",
      "type": "bytes",
      "value": "[116, 97, 103, 103, 101, 114, 58, 99, 111, 109, 109, 105, 116, 58, 118, 49]"
    },
    {
      "name": "config",
      "type": "bytes",
      "value": "[99, 111, 110, 102, 105, 103]"
    },
    {
      "name": "dataset",
      "type": "bytes",
      "value": "[100, 97, 116, 97, 115, 101, 116]"
    },
    {
      "name": "deliveryDomain",
      "type": "bytes",
      "value": "[116, 97, 103, 103, 101, 114, 58, 100, 101, 108, 105, 118, 101, 114, 121, 58, 118, 49]"
    },
    {
      "name": "domains",
      "type": "bytes",
      "value": "[100, 111, 109, 97, 105, 110, 115]"
    },
    {
      "name": "domainNameBytes",
      "type": "u8",
      "value": "16"
    },
    {
      "name": "drawDelay",
      "type": "u64",
      "value": "8"
    },
    {
      "name": "drawDomain",
      "type": "bytes",
      "value": "[116, 97, 103, 103, 101, 114, 58, 100, 114, 97, 119, 58, 118, 49]"
    },
    {
      "name": "drawRoom",
      "type": "u64",
      "value": "300"
    },
    {
      "name": "epochSlots",
      "type": "u64",
      "value": "4500"
    },
    {
      "name": "escrowTokens",
      "type": "bytes",
      "value": "[101, 115, 99, 114, 111, 119, 95, 116, 111, 107, 101, 110, 115]"
    },
    {
      "name": "escrowVault",
      "type": "bytes",
      "value": "[101, 115, 99, 114, 111, 119, 95, 118, 97, 117, 108, 116]"
    },
    {
      "name": "extraMetas",
      "type": "bytes",
      "value": "[101, 120, 116, 114, 97, 45, 97, 99, 99, 111, 117, 110, 116, 45, 109, 101, 116, 97, 115]"
    },
    {
      "name": "fullBps",
      "type": "u16",
      "value": "10000"
    },
    {
      "name": "goldLeaf",
      "type": "bytes",
      "value": "[0, 116, 97, 103, 103, 101, 114, 58, 103, 111, 108, 100, 58, 118, 49]"
    },
    {
      "name": "goldNode",
      "type": "bytes",
      "value": "[1]"
    },
    {
      "name": "governance",
      "type": "bytes",
      "value": "[103, 111, 118, 101, 114, 110, 97, 110, 99, 101]"
    },
    {
      "name": "lateKeyBps",
      "type": "u16",
      "value": "1000"
    },
    {
      "name": "licenceMint",
      "type": "bytes",
      "value": "[108, 105, 99, 101, 110, 99, 101, 95, 109, 105, 110, 116]"
    },
    {
      "name": "license",
      "type": "bytes",
      "value": "[108, 105, 99, 101, 110, 115, 101]"
    },
    {
      "name": "maxDifficultyBps",
      "type": "u16",
      "value": "30000"
    },
    {
      "name": "maxDomains",
      "type": "u8",
      "value": "16"
    },
    {
      "name": "maxFeeBps",
      "type": "u16",
      "value": "500"
    },
    {
      "name": "maxFeeStepBps",
      "type": "u16",
      "value": "100"
    },
    {
      "name": "maxKeeperTipBps",
      "type": "u16",
      "value": "2000"
    },
    {
      "name": "maxLeastFee",
      "type": "u64",
      "value": "1000000000"
    },
    {
      "name": "maxLivePanels",
      "type": "u16",
      "value": "64"
    },
    {
      "name": "maxPageBytes",
      "type": "u32",
      "value": "10240"
    },
    {
      "name": "maxPanelItems",
      "type": "u16",
      "value": "4096"
    },
    {
      "name": "maxPools",
      "type": "u8",
      "value": "16"
    },
    {
      "name": "maxPriorCost",
      "type": "u8",
      "value": "96"
    },
    {
      "name": "maxReviewItems",
      "type": "u16",
      "value": "256"
    },
    {
      "name": "maxSeats",
      "type": "u8",
      "value": "16"
    },
    {
      "name": "maxTicketPanels",
      "type": "u8",
      "value": "8"
    },
    {
      "name": "maxWeightedClasses",
      "type": "u16",
      "value": "16"
    },
    {
      "name": "maxWideAnswers",
      "type": "u32",
      "value": "6144"
    },
    {
      "name": "member",
      "type": "bytes",
      "value": "[109, 101, 109, 98, 101, 114]"
    },
    {
      "name": "minDifficultyBps",
      "type": "u16",
      "value": "5000"
    },
    {
      "name": "minGoldToSlash",
      "type": "u16",
      "value": "10"
    },
    {
      "name": "minLuresToJudge",
      "type": "u32",
      "value": "10"
    },
    {
      "name": "offer",
      "type": "bytes",
      "value": "[111, 102, 102, 101, 114]"
    },
    {
      "name": "page",
      "type": "bytes",
      "value": "[112, 97, 103, 101]"
    },
    {
      "name": "pauseClaims",
      "type": "u8",
      "value": "4"
    },
    {
      "name": "pauseStake",
      "type": "u8",
      "value": "1"
    },
    {
      "name": "pauseTasks",
      "type": "u8",
      "value": "2"
    },
    {
      "name": "pool",
      "type": "bytes",
      "value": "[112, 111, 111, 108]"
    },
    {
      "name": "poolPlaces",
      "type": "u32",
      "value": "1024"
    },
    {
      "name": "proposal",
      "type": "bytes",
      "value": "[112, 114, 111, 112, 111, 115, 97, 108]"
    },
    {
      "name": "publishSecs",
      "type": "u32",
      "value": "7776000"
    },
    {
      "name": "recordLeaf",
      "type": "bytes",
      "value": "[0, 116, 97, 103, 103, 101, 114, 58, 114, 101, 99, 111, 114, 100, 58, 118, 49]"
    },
    {
      "name": "recordNode",
      "type": "bytes",
      "value": "[1]"
    },
    {
      "name": "recordPeaks",
      "type": "u8",
      "value": "24"
    },
    {
      "name": "recordRoot",
      "type": "bytes",
      "value": "[2]"
    },
    {
      "name": "remembered",
      "type": "u64",
      "value": "512"
    },
    {
      "name": "seat",
      "type": "bytes",
      "value": "[115, 101, 97, 116]"
    },
    {
      "name": "stakeTokens",
      "type": "bytes",
      "value": "[115, 116, 97, 107, 101, 95, 116, 111, 107, 101, 110, 115]"
    },
    {
      "name": "stakeVault",
      "type": "bytes",
      "value": "[115, 116, 97, 107, 101, 95, 118, 97, 117, 108, 116]"
    },
    {
      "name": "task",
      "type": "bytes",
      "value": "[116, 97, 115, 107]"
    },
    {
      "name": "ticketDomain",
      "type": "bytes",
      "value": "[116, 97, 103, 103, 101, 114, 58, 116, 105, 99, 107, 101, 116, 58, 118, 49]"
    },
    {
      "name": "ticketTries",
      "type": "u8",
      "value": "15"
    },
    {
      "name": "title",
      "type": "bytes",
      "value": "[116, 105, 116, 108, 101]"
    },
    {
      "name": "transferSecs",
      "type": "u32",
      "value": "3600"
    },
    {
      "name": "triesASeat",
      "type": "u16",
      "value": "16"
    },
    {
      "name": "unclaimedSecs",
      "type": "u32",
      "value": "63072000"
    },
    {
      "name": "voter",
      "type": "bytes",
      "value": "[118, 111, 116, 101, 114]"
    }
  ]
};
