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
          "writable": true,
          "relations": [
            "bid"
          ]
        },
        {
          "name": "seller",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "bidder",
          "writable": true,
          "relations": [
            "bid"
          ]
        },
        {
          "name": "mint",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "bidderTokens",
          "writable": true
        },
        {
          "name": "token2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "associatedToken",
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
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "metas",
          "writable": true
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "holder",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "rentPayer",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "buyLicense",
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
          "writable": true
        },
        {
          "name": "token2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "associatedToken",
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
          "writable": true,
          "optional": true
        },
        {
          "name": "rentPayer",
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
      "discriminator": [
        141
      ],
      "accounts": [
        {
          "name": "mint"
        },
        {
          "name": "license",
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
          "writable": true
        },
        {
          "name": "to",
          "writable": true
        },
        {
          "name": "token2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "closeVoter",
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
          "writable": true
        },
        {
          "name": "member",
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
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
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
      "discriminator": [
        105
      ],
      "accounts": [
        {
          "name": "source"
        },
        {
          "name": "mint",
          "relations": [
            "license"
          ]
        },
        {
          "name": "destination"
        },
        {
          "name": "authority"
        },
        {
          "name": "metas"
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
          "writable": true
        },
        {
          "name": "edition",
          "writable": true
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "tokenMetadata",
          "address": "metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s"
        },
        {
          "name": "associatedToken",
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
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "refundPurchase",
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
          "writable": true
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
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "metas",
          "writable": true
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "holder",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "rentPayer",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "refundTask",
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
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
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
      "discriminator": [
        135
      ],
      "accounts": [
        {
          "name": "dataset",
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
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token2022",
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
            "type": "pubkey"
          },
          {
            "name": "castBy",
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "weight",
            "type": "u64"
          },
          {
            "name": "closableFrom",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "ballotCast",
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
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          },
          {
            "name": "termsHash",
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
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          },
          {
            "name": "termsHash",
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
            "type": "u64"
          },
          {
            "name": "most",
            "type": "u64"
          },
          {
            "name": "termsHash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "path",
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
            "type": "pubkey"
          },
          {
            "name": "subject",
            "type": "u64"
          },
          {
            "name": "funder",
            "type": "pubkey"
          },
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "seed",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "target",
            "type": "u64"
          },
          {
            "name": "parent",
            "type": "u64"
          },
          {
            "name": "tries",
            "type": "u16"
          },
          {
            "name": "retargets",
            "type": "u16"
          },
          {
            "name": "wanted",
            "type": "u8"
          },
          {
            "name": "round",
            "type": "u8"
          },
          {
            "name": "reason",
            "type": "u8"
          },
          {
            "name": "substituted",
            "type": "u8"
          },
          {
            "name": "bond",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "caseConcluded",
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
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "kind",
            "type": "u8"
          },
          {
            "name": "pauseEntries",
            "type": "u8"
          },
          {
            "name": "domain",
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
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "amount",
            "type": "u64"
          },
          {
            "name": "epoch",
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
            "type": "u8"
          },
          {
            "name": "pools",
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
            "type": "pubkey"
          },
          {
            "name": "cluster",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "pausedUntil",
            "type": "u64"
          },
          {
            "name": "pauseAllowedFrom",
            "type": "u64"
          },
          {
            "name": "revision",
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
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "manifestId",
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
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "commitment",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "licenceHash",
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
            "type": "u8"
          },
          {
            "name": "attribution",
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
            "type": "u8"
          },
          {
            "name": "givenUp",
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
            "type": "pubkey"
          },
          {
            "name": "mint",
            "type": "pubkey"
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
            "type": "u64"
          },
          {
            "name": "votes",
            "type": "u64"
          },
          {
            "name": "contributorBps",
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
            "type": "u64"
          },
          {
            "name": "sold",
            "type": "u64"
          },
          {
            "name": "publishedAt",
            "type": "u64"
          },
          {
            "name": "withdrawnAt",
            "type": "u64"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "escrowed",
            "type": "u64"
          },
          {
            "name": "contributed",
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
            "type": "u64"
          },
          {
            "name": "publisherDue",
            "type": "u64"
          },
          {
            "name": "earned",
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
      "type": {
        "kind": "struct",
        "fields": [
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
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "good",
            "type": "u32"
          },
          {
            "name": "seen",
            "type": "u32"
          },
          {
            "name": "day",
            "type": "u16"
          },
          {
            "name": "streak",
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
            "type": "u32"
          },
          {
            "name": "locked",
            "type": "u64"
          },
          {
            "name": "counted",
            "type": "u64"
          },
          {
            "name": "proposals",
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
            "type": "u64"
          },
          {
            "name": "minQuorum",
            "type": "u64"
          },
          {
            "name": "votingSecs",
            "type": "u32"
          },
          {
            "name": "timelockSecs",
            "type": "u32"
          },
          {
            "name": "extensionSecs",
            "type": "u32"
          },
          {
            "name": "executionSecs",
            "type": "u32"
          },
          {
            "name": "quorumBps",
            "type": "u16"
          },
          {
            "name": "maxExtensions",
            "type": "u16"
          },
          {
            "name": "reserved",
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
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "textHash",
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
            "type": "u64"
          },
          {
            "name": "leastRoyalty",
            "type": "u64"
          },
          {
            "name": "seats",
            "type": "u32"
          },
          {
            "name": "uses",
            "type": "u16"
          },
          {
            "name": "royaltyBps",
            "type": "u16"
          },
          {
            "name": "territory",
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "field",
            "type": "u8"
          },
          {
            "name": "duties",
            "type": "u8"
          },
          {
            "name": "transferable",
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
            "type": "u8"
          },
          {
            "name": "metasBump",
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
            "type": "u64"
          },
          {
            "name": "boughtAt",
            "type": "u64"
          },
          {
            "name": "expiresAt",
            "type": "u64"
          },
          {
            "name": "keyUntil",
            "type": "u64"
          },
          {
            "name": "recipient",
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
            "type": "pubkey"
          },
          {
            "name": "transferUntil",
            "type": "u64"
          },
          {
            "name": "accused",
            "type": "pubkey"
          },
          {
            "name": "asking",
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
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "licenseMoved",
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
            "type": "pubkey"
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
            "name": "payout",
            "type": "pubkey"
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
            "name": "coolingUntil",
            "type": "u64"
          },
          {
            "name": "balance",
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
            "type": "u32"
          },
          {
            "name": "tasks",
            "type": "u32"
          },
          {
            "name": "governance",
            "type": "u32"
          },
          {
            "name": "poolPlace",
            "type": "u32"
          },
          {
            "name": "grace",
            "type": "u32"
          },
          {
            "name": "datasets",
            "type": "u32"
          },
          {
            "name": "purchases",
            "type": "u32"
          },
          {
            "name": "votes",
            "type": "u64"
          },
          {
            "name": "coherent",
            "type": "u64"
          },
          {
            "name": "lured",
            "type": "u32"
          },
          {
            "name": "fell",
            "type": "u32"
          },
          {
            "name": "records",
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
            "type": "u64"
          },
          {
            "name": "allowed",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "supply",
            "type": "u32"
          },
          {
            "name": "sold",
            "type": "u32"
          },
          {
            "name": "keySecs",
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
            "type": "u64"
          },
          {
            "name": "allowed",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "supply",
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
            "type": "u64"
          },
          {
            "name": "operator",
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
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "endsAt",
            "type": "u64"
          },
          {
            "name": "contributorBps",
            "type": "u16"
          },
          {
            "name": "validatorBps",
            "type": "u16"
          },
          {
            "name": "itemsKey",
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
            "type": "u8"
          },
          {
            "name": "shared",
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
            "type": "u64"
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
            "name": "reservedFunds",
            "type": "u64"
          },
          {
            "name": "credited",
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
            "name": "paid",
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
            "type": "u64"
          },
          {
            "name": "panelsSettled",
            "type": "u32"
          },
          {
            "name": "capacity",
            "type": "u16"
          },
          {
            "name": "keeperTipBps",
            "type": "u16"
          },
          {
            "name": "head",
            "type": "u32"
          },
          {
            "name": "tail",
            "type": "u32"
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
            "name": "directory",
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
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          },
          {
            "name": "phaseSlot",
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
            "name": "difficultyBps",
            "type": "u16"
          },
          {
            "name": "phase",
            "type": "u8"
          },
          {
            "name": "kind",
            "type": "u8"
          },
          {
            "name": "wave",
            "type": "u8"
          },
          {
            "name": "lastWave",
            "type": "u8"
          },
          {
            "name": "seatsFirst",
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
            "type": "u8"
          },
          {
            "name": "seats",
            "type": "u8"
          },
          {
            "name": "waveStart",
            "type": "u8"
          },
          {
            "name": "committed",
            "type": "u8"
          },
          {
            "name": "revealed",
            "type": "u8"
          },
          {
            "name": "toCollect",
            "type": "u8"
          },
          {
            "name": "openCases",
            "type": "u8"
          },
          {
            "name": "subjectMask",
            "type": "u8"
          },
          {
            "name": "late",
            "type": "u8"
          },
          {
            "name": "labelsAt",
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
            "type": "u16"
          },
          {
            "name": "seatsFirst",
            "type": "u8"
          },
          {
            "name": "seatsStep",
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
            "type": "u64"
          },
          {
            "name": "minBond",
            "type": "u64"
          },
          {
            "name": "unbondingSecs",
            "type": "u64"
          },
          {
            "name": "reviewBond",
            "type": "u64"
          },
          {
            "name": "minReviewFee",
            "type": "u64"
          },
          {
            "name": "weightCap",
            "type": "u64"
          },
          {
            "name": "minWindowSecs",
            "type": "u32"
          },
          {
            "name": "maxWindowSecs",
            "type": "u32"
          },
          {
            "name": "maxTaskSecs",
            "type": "u32"
          },
          {
            "name": "restartGraceSecs",
            "type": "u32"
          },
          {
            "name": "maxPauseSecs",
            "type": "u32"
          },
          {
            "name": "maxSessionSecs",
            "type": "u32"
          },
          {
            "name": "reviewCommitSecs",
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
            "name": "feeBps",
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
            "name": "keeperTipBps",
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
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "epoch",
            "type": "u64"
          },
          {
            "name": "members",
            "type": "u32"
          },
          {
            "name": "used",
            "type": "u32"
          },
          {
            "name": "firstFree",
            "type": "u32"
          },
          {
            "name": "reservedTail",
            "type": "u32"
          },
          {
            "name": "weightCap",
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
            "type": "u8"
          },
          {
            "name": "extensions",
            "type": "u8"
          },
          {
            "name": "snapshot",
            "type": "u32"
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
            "name": "rentPayer",
            "type": "pubkey"
          },
          {
            "name": "slot",
            "type": "u64"
          },
          {
            "name": "openedAt",
            "type": "u64"
          },
          {
            "name": "endsAt",
            "type": "u64"
          },
          {
            "name": "latestEnd",
            "type": "u64"
          },
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "votes",
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
            "type": "u32"
          },
          {
            "name": "graceSecs",
            "type": "u32"
          },
          {
            "name": "rules",
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
            "type": "u64"
          },
          {
            "name": "expiresAt",
            "type": "u64"
          },
          {
            "name": "burnt",
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
            "type": "u64"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "recordsRoot",
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
            "type": "u8"
          },
          {
            "name": "level",
            "type": "u8"
          },
          {
            "name": "qualityBps",
            "type": "u16"
          },
          {
            "name": "volume",
            "type": "u32"
          },
          {
            "name": "streak",
            "type": "u16"
          },
          {
            "name": "lured",
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
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "revenueTaken",
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
            "type": "u8"
          },
          {
            "name": "reserved",
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
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "rentPayer",
            "type": "pubkey"
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
            "type": "u32"
          },
          {
            "name": "carry",
            "type": "i32"
          },
          {
            "name": "judged",
            "type": "u32"
          },
          {
            "name": "revenue",
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
            "name": "openedAt",
            "type": "u64"
          },
          {
            "name": "deliveredAt",
            "type": "u64"
          },
          {
            "name": "compensated",
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
            "type": "u8"
          },
          {
            "name": "wave",
            "type": "u8"
          },
          {
            "name": "lured",
            "type": "u8"
          },
          {
            "name": "fell",
            "type": "u8"
          },
          {
            "name": "seat",
            "type": "u32"
          },
          {
            "name": "answered",
            "type": "u16"
          },
          {
            "name": "agreed",
            "type": "u16"
          },
          {
            "name": "goldHits",
            "type": "u16"
          },
          {
            "name": "goldTotal",
            "type": "u16"
          },
          {
            "name": "heldUntil",
            "type": "u32"
          },
          {
            "name": "carry",
            "type": "i32"
          },
          {
            "name": "reward",
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
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "endsAt",
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
            "type": "u64"
          },
          {
            "name": "feesDue",
            "type": "u64"
          },
          {
            "name": "slashesDue",
            "type": "u64"
          },
          {
            "name": "funded",
            "type": "u64"
          },
          {
            "name": "paid",
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
            "type": "u32"
          },
          {
            "name": "pagesMade",
            "type": "u32"
          },
          {
            "name": "seats",
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
            "type": "u64"
          },
          {
            "name": "contributorBps",
            "type": "u16"
          },
          {
            "name": "validatorBps",
            "type": "u16"
          },
          {
            "name": "keeperTipBps",
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
            "type": "u64"
          },
          {
            "name": "accepted",
            "type": "u64"
          },
          {
            "name": "forgone",
            "type": "u64"
          },
          {
            "name": "judged",
            "type": "u64"
          },
          {
            "name": "forgoneVotes",
            "type": "u64"
          },
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "records",
            "type": {
              "defined": {
                "name": "records"
              }
            }
          },
          {
            "name": "accused",
            "type": "pubkey"
          },
          {
            "name": "itemsKey",
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
            "type": "u64"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "reviewFee",
            "type": "u64"
          },
          {
            "name": "reviewBond",
            "type": "u64"
          },
          {
            "name": "itemCount",
            "type": "u32"
          },
          {
            "name": "holdSecs",
            "type": "u32"
          },
          {
            "name": "commitSecs",
            "type": "u32"
          },
          {
            "name": "revealSecs",
            "type": "u32"
          },
          {
            "name": "goldSecs",
            "type": "u32"
          },
          {
            "name": "restartGraceSecs",
            "type": "u32"
          },
          {
            "name": "reviewCommitSecs",
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
            "type": "u16"
          },
          {
            "name": "feeBps",
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
            "type": "u16"
          },
          {
            "name": "auditItems",
            "type": "u16"
          },
          {
            "name": "fixBps",
            "type": "u16"
          },
          {
            "name": "spreadBps",
            "type": "u16"
          },
          {
            "name": "lureBps",
            "type": "u16"
          },
          {
            "name": "overBps",
            "type": "u16"
          },
          {
            "name": "domain",
            "type": "u8"
          },
          {
            "name": "requiredLevel",
            "type": "u8"
          },
          {
            "name": "bits",
            "type": "u8"
          },
          {
            "name": "method",
            "type": "u8"
          },
          {
            "name": "claimMode",
            "type": "u8"
          },
          {
            "name": "hasGold",
            "type": "u8"
          },
          {
            "name": "seatsLimit",
            "type": "u8"
          },
          {
            "name": "reviewSeats",
            "type": "u8"
          },
          {
            "name": "appealRounds",
            "type": "u8"
          },
          {
            "name": "private",
            "type": "u8"
          },
          {
            "name": "prior",
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
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "target",
            "type": "u64"
          },
          {
            "name": "first",
            "type": "u64"
          },
          {
            "name": "page",
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
            "type": "u64"
          },
          {
            "name": "termsHash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "path",
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
            "type": "u64"
          },
          {
            "name": "held",
            "type": "u64"
          },
          {
            "name": "since",
            "type": "u64"
          },
          {
            "name": "duties",
            "type": "u16"
          },
          {
            "name": "state",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "nextFree",
            "type": "u16"
          },
          {
            "name": "recordBps",
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "validatorChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "place",
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
            "type": "pubkey"
          },
          {
            "name": "liabilities",
            "type": "u64"
          },
          {
            "name": "credited",
            "type": "u64"
          },
          {
            "name": "paid",
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
            "name": "checkpoints",
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
